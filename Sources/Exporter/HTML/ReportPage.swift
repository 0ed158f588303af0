internal import Foundation
package import Templating

/// An HTML file without anything from elsewhere, to be looked at and printed. Everything that is put into it is text.
package struct ReportPage {
    private var body = ""

    package init() {}

    /// Tells a page of one kind from every other file.
    package static func mark(of kind: String) -> String { "<meta name=\"generator\" content=\"oproep \(kind)\">" }

    package mutating func heading(_ text: String) { body += "<h1>\(Self.escaped(text))</h1>\n" }

    package mutating func facts(_ facts: [(name: String, value: String?)]) {
        let rows = facts.compactMap { fact in
            fact.value.map { "<dt>\(Self.escaped(fact.name))</dt><dd>\(Self.escaped($0))</dd>\n" }
        }
        body += "<dl>\n\(rows.joined())</dl>\n"
    }

    package mutating func list(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        let rows = items.map { "<li>\(Self.escaped($0))</li>\n" }
        body += "<h2>\(Self.escaped(title))</h2>\n<ul>\n\(rows.joined())</ul>\n"
    }

    /// To files, by their paths from where the page is.
    package mutating func links(_ title: String, _ paths: [String]) {
        guard !paths.isEmpty else { return }
        let rows = paths.map { path in
            let target = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
            return "<li><a href=\"\(Self.escaped(target))\">\(Self.escaped(path))</a></li>\n"
        }
        body += "<h2>\(Self.escaped(title))</h2>\n<ul>\n\(rows.joined())</ul>\n"
    }

    package mutating func table(_ title: String, _ header: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        let head = header.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined()
        let lines = rows.map { row in "<tr>\(row.map { "<td>\(Self.escaped($0))</td>" }.joined())</tr>\n" }
        body += "<h2>\(Self.escaped(title))</h2>\n<table>\n<thead><tr>\(head)</tr></thead>\n"
        body += "<tbody>\n\(lines.joined())</tbody>\n</table>\n"
    }

    /// `mark` is what `mark(of:)` gives.
    package func text(in language: Language, mark: String, title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language == .dutch ? "nl" : "en")">
        <head>
        <meta charset="utf-8">
        \(mark)
        <meta name="viewport" content="width=device-width">
        <title>\(Self.escaped(title))</title>
        <style>
        body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; }
        dt { font-weight: bold; }
        dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: 0.25rem 1rem 0.25rem 0; }
        td { border-bottom: 1px solid #999; }
        </style>
        </head>
        <body>
        \(body)</body>
        </html>

        """
    }

    private static func escaped(_ text: String) -> String {
        [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")].reduce(text) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}
