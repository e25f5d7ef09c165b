import Core
import HTTPTypes

/// The whole document of a page: head, shell or plain frame, content.
func document(_ page: Page, in shell: Shell, for visit: Visit, assets: Assets) -> [UInt8] {
    let inShell = page.frame == .shell && visit.person != nil
    var out: [UInt8] = Array("<!doctype html>".utf8)
    out.reserveCapacity(32 * 1024)
    HTML.element(
        "html", [.lang(visit.texts.language.rawValue), .data(.theme, visit.theme.attribute)],
        [
            head(page, shell, visit, assets),
            .element(
                "body", [],
                (inShell ? shellFrame(page, shell, visit) : plainFrame(page, shell, visit)) + [
                    .element("div", [.id("end"), .hidden()], [])
                ]),
        ]
    ).render(into: &out)
    return out
}

private func head(_ page: Page, _ shell: Shell, _ visit: Visit, _ assets: Assets) -> HTML {
    .element(
        "head", [],
        [
            .void("meta", [.charset("utf-8")]),
            .void("meta", [.name("viewport"), .content("width=device-width, initial-scale=1")]),
            .void("meta", [.name("color-scheme"), .content(visit.theme.colorScheme)]),
            .element("title", [], [.text(visit.texts.panel.windowTitle(page.title, shell.provider))]),
            // A table whose later rows are wider would move its columns while it arrives: nothing is painted before the page's end is there.
            .void("link", [.rel("expect"), .href("#end"), .blocking("render")]),
            .void("link", [.rel("stylesheet"), .href(assets.link("panel.css"))]),
            .void("link", [.rel("icon"), .type("image/svg+xml"), .href(assets.link("mark.svg"))]),
            .element("script", [.type("module"), .src(assets.link("panel.js"))], []),
        ])
}

@HTMLBuilder private func shellFrame(_ page: Page, _ shell: Shell, _ visit: Visit) -> [HTML] {
    let texts = visit.texts.panel
    a(.class("skip"), .href("#content"), text: texts.skipToContent)
    div(.class("shell")) {
        label(.class("nav-shade"), .for("nav-toggle"), .ariaHidden()) {}
        aside(.class("side")) {
            div(.class("side-inner")) {
                brand(shell)
                nav(.ariaLabel(texts.navigation)) {
                    for group in shell.groups { navigation(group, current: currentItem(shell, visit.path), visit) }
                }
            }
        }
        header(.class("bar")) {
            // The checkbox opens the navigation on narrow screens without JavaScript.
            span(.class("nav-button")) {
                HTML.void("input", [.type("checkbox"), .id("nav-toggle"), .ariaLabel(texts.menu), .autocomplete("off")])
                icon(.menu)
            }
            if let search = shell.search { searchField(search, visit) }
            div(.class("bar-end")) {
                if let help = shell.help {
                    a(.class("bar-help"), .href(help), .ariaLabel(texts.help)) {
                        icon(.help)
                        span(text: texts.help)
                    }
                }
                personMenu(shell, visit)
            }
        }
        main(.class("page"), .id("content"), .tabindex(-1)) {
            if !shell.banners.isEmpty { div(.class("banners")) { shell.banners } }
            crumbs(page, visit)
            pageHead(page)
            if !page.tabs.isEmpty { tabs(page.tabs, visit) }
            div(.class("content")) {
                flashNote(visit)
                page.content
            }
        }
    }
}

@HTMLBuilder private func plainFrame(_ page: Page, _ shell: Shell, _ visit: Visit) -> [HTML] {
    main(.class("plain"), .id("content")) {
        div(.class("plain-box")) {
            brand(shell)
            section(.class("card")) {
                div(.class("card-inner")) {
                    h1(text: page.title)
                    if let summary = page.summary { p(.class("page-summary"), text: summary) }
                    div(.class("content")) {
                        flashNote(visit)
                        page.content
                    }
                }
            }
            if visit.person == nil, visit.offersLanguages { languageChooser(visit) }
        }
    }
}

/// For strangers, who have no page of their own to choose a language on.
private func languageChooser(_ visit: Visit) -> HTML {
    nav(.class("languages"), .ariaLabel(visit.texts.panel.language)) {
        for language in Language.allCases {
            a(
                .href(visit.inLanguage(language)), .lang(language.rawValue), .ariaCurrent(language == visit.texts.language ? "true" : nil),
                text: language.ownName)
        }
    }
}

private func brand(_ shell: Shell) -> HTML {
    a(.class("brand"), .href("/")) {
        span(.class("brand-mark"), .ariaHidden(), text: shell.provider.first.map { String($0).uppercased() } ?? "")
        span(text: shell.provider)
    }
}

/// The item of the navigation whose address is the longest beginning of the present path.
private func currentItem(_ shell: Shell, _ path: String) -> Link? {
    shell.groups.flatMap(\.items).map(\.link)
        .filter { $0.text == path || ($0.text != "/" && path.hasPrefix($0.text + "/")) }
        .max { $0.text.utf8.count < $1.text.utf8.count }
}

@HTMLBuilder private func navigation(_ group: Shell.Group, current: Link?, _ visit: Visit) -> [HTML] {
    if let heading = group.heading { p(.class("nav-heading"), text: heading) }
    ul {
        for item in group.items {
            li {
                a(.class("nav-item"), .href(item.link), .ariaCurrent(item.link == current ? "page" : nil)) {
                    icon(item.icon)
                    span(text: item.text)
                    if let count = item.count { span(.class("count"), text: visit.texts.number(count)) }
                }
            }
        }
    }
}

private func searchField(_ link: Link, _ visit: Visit) -> HTML {
    form(.class("bar-search"), .method("get"), .action(link), .role("search")) {
        icon(.search)
        HTML.void(
            "input",
            [
                .type("search"), .name("q"), .placeholder(visit.texts.panel.search), .ariaLabel(visit.texts.panel.search),
                .data(.keys, "k"), .data(.confirm, visit.texts.panel.paletteTitle),
                .autocomplete("off"),
            ])
        kbd(.ariaHidden(), text: "Ctrl K")
    }
}

private func personMenu(_ shell: Shell, _ visit: Visit) -> HTML {
    details(.class("menu person-menu"), .data(.menu, "")) {
        summary(.class("avatar"), .ariaLabel(visit.texts.panel.signedInAs(visit.actor.name))) { initials(visit.actor.name) }
        div(.class("menu-items")) {
            p(.class("menu-note"), text: visit.texts.panel.signedInAs(visit.actor.name))
            for item in shell.person { linkButton(item.text, item.link, kind: .quiet, icon: item.icon) }
            actionButton(visit, visit.texts.panel.signOut, to: "/sign-out", kind: .quiet, icon: .signOut)
        }
    }
}

/// `Paula Albers` gives `PA`.
private func initials(_ name: String) -> String {
    let words = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    return words.prefix(2).compactMap { $0.first.map { String($0).uppercased() } }.joined()
}

private func crumbs(_ page: Page, _ visit: Visit) -> HTML? {
    if page.crumbs.isEmpty { return nil }
    return nav(.class("crumbs"), .ariaLabel(visit.texts.panel.breadcrumbs)) {
        ol {
            for crumb in page.crumbs {
                li { crumb.link.map { a(.href($0), text: crumb.text) } ?? span(text: crumb.text) }
            }
        }
    }
}

private func pageHead(_ page: Page) -> HTML {
    div(.class("page-head")) {
        div {
            div(.class("page-title")) {
                h1(text: page.title)
                page.state
            }
            if let summary = page.summary { p(.class("page-summary"), text: summary) }
        }
        if !page.actions.isEmpty { div(.class("page-actions")) { page.actions } }
    }
}

/// Tabs of an object: links, so each has an address of its own.
package func tabs(_ tabs: [Tab], _ visit: Visit) -> HTML {
    nav(.class("tabs"), .ariaLabel(visit.texts.panel.sections)) {
        for tab in tabs {
            a(.href(tab.link), .ariaCurrent(tab.isCurrent ? "page" : nil)) {
                tab.text
                if let count = tab.count { span(.class("count"), text: visit.texts.number(count)) }
            }
        }
    }
}

private func flashNote(_ visit: Visit) -> HTML? {
    visit.flash.map { flash in
        let tone: Tone =
            switch flash.kind {
            case .done: .live
            case .note: .idle
            case .failed: .fail
            }
        return div(.class("callout flash \(tone.rawValue)"), .role(flash.kind == .failed ? "alert" : "status")) {
            icon(tone.icon)
            div(.class("callout-text")) { p(text: flash.text) }
            if visit.person != nil, let undo = flash.undo, let link = undo.link {
                div(.class("callout-actions")) {
                    actionButton(
                        visit, visit.texts.panel.undo, to: link, icon: .restore,
                        values: undo.values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
                }
            }
        }
    }
}

/// The page that says a fault.
func errorPage(_ fault: Fault, _ status: HTTPResponse.Status, _ visit: Visit) -> Page {
    let texts = visit.texts.panel
    let title =
        switch status {
        case .notFound: texts.notFoundTitle
        case .forbidden: texts.forbiddenTitle
        case .internalServerError: texts.failureTitle
        case .serviceUnavailable: texts.unavailableTitle
        default: texts.refusedTitle
        }
    return Page(title, frame: visit.person == nil ? .plain : .shell, status: status) {
        div(.class("error-page")) {
            p(text: visit.texts.sentence(fault))
            p(.class("hint")) {
                texts.reference + " "
                mono(visit.requestID)
            }
            linkButton(texts.backHome, "/", icon: .house)
        }
    }
}
