// The elements of HTML by their own names: `div(.class("card")) { ... }`, or with text only: `p("Nothing here yet.")`.

package func div(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("div", attributes, content())
}

package func div(_ attributes: Attribute..., text: String) -> HTML { .element("div", attributes, [.text(text)]) }

package func span(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("span", attributes, content())
}

package func span(_ attributes: Attribute..., text: String) -> HTML { .element("span", attributes, [.text(text)]) }

package func p(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("p", attributes, content())
}

package func p(_ attributes: Attribute..., text: String) -> HTML { .element("p", attributes, [.text(text)]) }

package func a(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("a", attributes, content())
}

package func a(_ attributes: Attribute..., text: String) -> HTML { .element("a", attributes, [.text(text)]) }

package func h1(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("h1", attributes, content())
}

package func h1(_ attributes: Attribute..., text: String) -> HTML { .element("h1", attributes, [.text(text)]) }

package func h2(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("h2", attributes, content())
}

package func h2(_ attributes: Attribute..., text: String) -> HTML { .element("h2", attributes, [.text(text)]) }

package func h3(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("h3", attributes, content())
}

package func h3(_ attributes: Attribute..., text: String) -> HTML { .element("h3", attributes, [.text(text)]) }

package func h4(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("h4", attributes, content())
}

package func h4(_ attributes: Attribute..., text: String) -> HTML { .element("h4", attributes, [.text(text)]) }

package func ul(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("ul", attributes, content())
}

package func ol(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("ol", attributes, content())
}

package func li(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("li", attributes, content())
}

package func li(_ attributes: Attribute..., text: String) -> HTML { .element("li", attributes, [.text(text)]) }

package func dl(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("dl", attributes, content())
}

package func dt(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("dt", attributes, content())
}

package func dt(_ attributes: Attribute..., text: String) -> HTML { .element("dt", attributes, [.text(text)]) }

package func dd(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("dd", attributes, content())
}

package func dd(_ attributes: Attribute..., text: String) -> HTML { .element("dd", attributes, [.text(text)]) }

package func nav(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("nav", attributes, content())
}

package func header(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("header", attributes, content())
}

package func header(_ attributes: Attribute..., text: String) -> HTML { .element("header", attributes, [.text(text)]) }

package func footer(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("footer", attributes, content())
}

package func footer(_ attributes: Attribute..., text: String) -> HTML { .element("footer", attributes, [.text(text)]) }

package func section(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("section", attributes, content())
}

package func section(_ attributes: Attribute..., text: String) -> HTML { .element("section", attributes, [.text(text)]) }

package func article(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("article", attributes, content())
}

package func article(_ attributes: Attribute..., text: String) -> HTML { .element("article", attributes, [.text(text)]) }

package func aside(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("aside", attributes, content())
}

package func aside(_ attributes: Attribute..., text: String) -> HTML { .element("aside", attributes, [.text(text)]) }

package func main(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("main", attributes, content())
}

package func figure(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("figure", attributes, content())
}

package func figure(_ attributes: Attribute..., text: String) -> HTML { .element("figure", attributes, [.text(text)]) }

package func figcaption(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("figcaption", attributes, content())
}

package func figcaption(_ attributes: Attribute..., text: String) -> HTML { .element("figcaption", attributes, [.text(text)]) }

package func table(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("table", attributes, content())
}

package func caption(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("caption", attributes, content())
}

package func caption(_ attributes: Attribute..., text: String) -> HTML { .element("caption", attributes, [.text(text)]) }

package func thead(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("thead", attributes, content())
}

package func tbody(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("tbody", attributes, content())
}

package func tr(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("tr", attributes, content())
}

package func th(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("th", attributes, content())
}

package func th(_ attributes: Attribute..., text: String) -> HTML { .element("th", attributes, [.text(text)]) }

package func td(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("td", attributes, content())
}

package func td(_ attributes: Attribute..., text: String) -> HTML { .element("td", attributes, [.text(text)]) }

package func form(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("form", attributes, content())
}

package func label(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("label", attributes, content())
}

package func label(_ attributes: Attribute..., text: String) -> HTML { .element("label", attributes, [.text(text)]) }

package func button(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("button", attributes, content())
}

package func button(_ attributes: Attribute..., text: String) -> HTML { .element("button", attributes, [.text(text)]) }

package func select(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("select", attributes, content())
}

package func option(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("option", attributes, content())
}

package func option(_ attributes: Attribute..., text: String) -> HTML { .element("option", attributes, [.text(text)]) }

package func optgroup(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("optgroup", attributes, content())
}

package func textarea(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("textarea", attributes, content())
}

package func textarea(_ attributes: Attribute..., text: String) -> HTML { .element("textarea", attributes, [.text(text)]) }

package func fieldset(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("fieldset", attributes, content())
}

package func legend(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("legend", attributes, content())
}

package func legend(_ attributes: Attribute..., text: String) -> HTML { .element("legend", attributes, [.text(text)]) }

package func details(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("details", attributes, content())
}

package func details(_ attributes: Attribute..., text: String) -> HTML { .element("details", attributes, [.text(text)]) }

package func summary(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("summary", attributes, content())
}

package func summary(_ attributes: Attribute..., text: String) -> HTML { .element("summary", attributes, [.text(text)]) }

package func strong(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("strong", attributes, content())
}

package func strong(_ attributes: Attribute..., text: String) -> HTML { .element("strong", attributes, [.text(text)]) }

package func em(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("em", attributes, content())
}

package func em(_ attributes: Attribute..., text: String) -> HTML { .element("em", attributes, [.text(text)]) }

package func small(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("small", attributes, content())
}

package func small(_ attributes: Attribute..., text: String) -> HTML { .element("small", attributes, [.text(text)]) }

package func code(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("code", attributes, content())
}

package func code(_ attributes: Attribute..., text: String) -> HTML { .element("code", attributes, [.text(text)]) }

package func pre(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("pre", attributes, content())
}

package func pre(_ attributes: Attribute..., text: String) -> HTML { .element("pre", attributes, [.text(text)]) }

package func kbd(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("kbd", attributes, content())
}

package func kbd(_ attributes: Attribute..., text: String) -> HTML { .element("kbd", attributes, [.text(text)]) }

package func samp(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("samp", attributes, content())
}

package func samp(_ attributes: Attribute..., text: String) -> HTML { .element("samp", attributes, [.text(text)]) }

package func bdi(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("bdi", attributes, content())
}

package func bdi(_ attributes: Attribute..., text: String) -> HTML { .element("bdi", attributes, [.text(text)]) }

package func abbr(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("abbr", attributes, content())
}

package func abbr(_ attributes: Attribute..., text: String) -> HTML { .element("abbr", attributes, [.text(text)]) }

package func mark(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("mark", attributes, content())
}

package func mark(_ attributes: Attribute..., text: String) -> HTML { .element("mark", attributes, [.text(text)]) }

package func output(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("output", attributes, content())
}

package func output(_ attributes: Attribute..., text: String) -> HTML { .element("output", attributes, [.text(text)]) }

package func svg(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("svg", attributes, content())
}

package func path(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("path", attributes, content())
}

package func rect(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("rect", attributes, content())
}

package func circle(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("circle", attributes, content())
}

package func polyline(_ attributes: Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
    .element("polyline", attributes, content())
}

package func time(_ attributes: Attribute..., text: String) -> HTML { .element("time", attributes, [.text(text)]) }
