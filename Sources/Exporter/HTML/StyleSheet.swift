internal import Containers

/// The house style's look in CSS: what both know.
struct StyleSheet {
    struct Rule: Hashable {
        let style: String
        let family: String

        var className: String {
            style.replacing("_20_", with: "-").filter { character in
                character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
            }
        }
    }

    let styles: Styles

    private static let base = """
        html{background:#fff;color:#000}
        main{max-width:155mm;margin:10mm auto;padding:0 5mm}
        p,h1,h2,h3,h4{margin:0}
        p:empty::before{content:'\\200b'}
        header{margin-bottom:12mm}
        a{color:#0b4f5f}
        ul,ol{margin:0 0 3mm;padding-left:7mm}
        table{width:100%;border-collapse:collapse;margin:1mm 0 4mm}
        th{text-align:left;font-weight:bold}
        .notes{margin-top:8mm;border-top:1px solid #767676;padding-top:2mm}
        .notes ol{padding-left:5mm}
        sup{line-height:1}
        sup a{text-decoration:none}
        """

    /// Formatting properties that mean the same in ODF, which took them from CSS and XSL.
    private static let properties: [(css: String, odf: XMLName)] = [
        ("margin-top", .fo("margin-top")), ("margin-bottom", .fo("margin-bottom")),
        ("line-height", .fo("line-height")), ("text-align", .fo("text-align")), ("font-size", .fo("font-size")),
        ("font-weight", .fo("font-weight")), ("font-style", .fo("font-style")), ("color", .fo("color")),
        ("padding-top", .fo("padding-top")), ("padding-right", .fo("padding-right")),
        ("padding-bottom", .fo("padding-bottom")), ("padding-left", .fo("padding-left")),
        ("border-bottom", .fo("border-bottom")),
    ]

    func css(for rules: [Rule]) -> String {
        let font = styles.property(.style("font-name"), of: nil, family: "paragraph") ?? "Liberation Sans"
        let size = styles.property(.fo("font-size"), of: nil, family: "paragraph") ?? "10.5pt"
        var css = Self.base
        css += "\nbody{font:\(plain(size) ?? "10.5pt")/1.35 '\(plain(font) ?? "Arial")',Arial,sans-serif}"
        for rule in rules {
            let declarations = Self.properties.compactMap { property -> String? in
                let value = styles.property(property.odf, of: rule.style, family: rule.family).flatMap(plain)
                return value.map { "\(property.css):\($0)" }
            }
            if !declarations.isEmpty { css += "\n.\(rule.className){\(declarations.joined(separator: ";"))}" }
        }
        return css
    }

    /// Only values that cannot be anything else in a style sheet.
    private func plain(_ value: String) -> String? {
        let isPlain = value.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9", "#", ".", "%", " ", "-": true
            default: false
            }
        }
        return isPlain && !value.isEmpty ? value : nil
    }
}
