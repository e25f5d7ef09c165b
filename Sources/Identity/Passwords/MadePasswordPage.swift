import Presentation

/// The answer to a form that made a password for somebody: the only place where it is shown. It is a page and no redirect, for what is shown
/// once is kept nowhere, not even in a cookie; sending the form again leads to `next`.
///
/// - Parameters:
///   - login: whose password it is, by the sign-in name.
///   - said: what has been done besides.
package func madePasswordPage(
    _ visit: Visit, of login: String, _ password: String, said: String? = nil, next: (text: String, link: Link), crumbs: [Page.Crumb] = []
) -> Page {
    let texts = visit.texts
    var page = Page(texts.profile.givenTitle, crumbs: crumbs) {
        if let said { callout(.live, said) }
        card {
            p(text: texts.profile.givenOnce(login))
            codeLine(visit, login, label: texts.identity.name)
            codeLine(visit, password, label: texts.identity.password)
            formActions { linkButton(next.text, next.link, kind: .primary) }
        }
    }
    page.doneAt = next.link
    return page
}
