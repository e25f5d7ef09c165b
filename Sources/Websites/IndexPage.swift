import Presentation

/// The first page of a new site (H.WEB-02, contract 5.45: the built-in one), in the language of the site's owner.
enum IndexPage {
    static func html(name: String, panelURL: String, texts: Texts) -> String {
        let name = escaped(name)
        let panel = escaped(panelURL)
        let words = texts.indexPage
        return """
            <!doctype html>
            <html lang="\(texts.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(name)</title>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { display: grid; min-height: 100vh; margin: 0; place-content: center; text-align: center; padding: 1rem;
              background: light-dark(#fbfaf8, #0f1317); color: light-dark(#1c2230, #e6e8eb); }
            h1 { font-size: 1.75rem; margin: 0; overflow-wrap: anywhere; }
            p { margin: .5rem 0; color: light-dark(#5b6270, #a0a6b0); }
            a { color: light-dark(#00737a, #57c3c3); }
            </style>
            </head>
            <body>
            <main>
            <h1>\(name)</h1>
            <p>\(words.isReady)</p>
            <p>\(words.isItYours) <a href="\(panel)">\(words.signIn)</a>\(words.andUpload)</p>
            </main>
            </body>
            </html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
