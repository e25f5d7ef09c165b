import Core
import HTTPTypes

/// The whole document of a page.
func document(_ page: Page, in shell: Shell, for visit: Visit, assets: Assets) -> [UInt8] {
    html {
        h1(text: page.title)
        page.content
    }.rendered()
}

/// The page that says a fault.
func errorPage(_ fault: Fault, _ status: HTTPResponse.Status, _ visit: Visit) -> Page {
    Page(visit.texts.panel.refusedTitle, status: status) { p(text: visit.texts.sentence(fault)) }
}
