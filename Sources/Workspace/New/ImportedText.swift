import Foundation
import Templating

/// A letter's text that was written elsewhere, as the Markdown of a letter.
struct ImportedText: Sendable {
    let markdown: String
    /// What a plain text itself calls its subject. The house style prints that, so it is not in `markdown`.
    let subject: String?
    /// Words put together where a line ended in a hyphen.
    let joined: [String]
    /// What is well to know, but no obstacle.
    let warnings: Diagnostics

    static func read(_ file: DiskFile) throws(CreationError) -> ImportedText {
        let isMarkdown: Bool
        switch (file.name as NSString).pathExtension.lowercased() {
        case "md", "markdown": isMarkdown = true
        case "txt", "text", "": isMarkdown = false
        default: throw .notAText(file.name)
        }
        var diagnostics = Diagnostics()
        guard let source = SourceFile.read(file, diagnostics: &diagnostics),
            !diagnostics.hasErrors
        else { throw .wrong(diagnostics) }
        let text =
            isMarkdown ? ImportedText(markdown: source, diagnostics) : try ImportedText(plain: source, diagnostics)
        if text.markdown.trimmed.isEmpty { throw .noText(file.name) }
        return text
    }

    private init(markdown source: SourceFile, _ warnings: Diagnostics) {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: source.scalars)
        markdown = String(text)
        subject = nil
        joined = []
        self.warnings = warnings
    }

    private init(plain source: SourceFile, _ diagnostics: Diagnostics) throws(CreationError) {
        let plain = PlainParagraphs(source)
        var diagnostics = diagnostics
        diagnostics.add(plain.diagnostics)
        if diagnostics.hasErrors { throw .wrong(diagnostics) }
        var paragraphs = plain.paragraphs
        subject = Self.takeSubject(&paragraphs)
        markdown = paragraphs.map(MarkdownText.written).joined(separator: "\n\n") + "\n"
        joined = plain.joined
        warnings = diagnostics
    }

    /// It stands at the top, under an address at most; its label may stand above it.
    private static func takeSubject(_ paragraphs: inout [String]) -> String? {
        for index in paragraphs.indices.prefix(20) {
            if let found = subject(paragraphs[index]) {
                paragraphs.remove(at: index)
                return found
            }
            let isLabel = paragraphs[index].wholeMatch(of: /(?i)(?:onderwerp|betreft|subject)\s*:?/) != nil
            guard isLabel, index + 1 < paragraphs.count, let found = subject("subject: \(paragraphs[index + 1])") else {
                continue
            }
            paragraphs.removeSubrange(index...index + 1)
            return found
        }
        return nil
    }

    /// Nil when it cannot be one: braces would be tags there.
    private static func subject(_ paragraph: String) -> String? {
        guard let match = paragraph.wholeMatch(of: /(?i)(?:onderwerp|betreft|subject)\s*:\s*(\S.{0,199})/),
            !match.1.contains(where: { "{}".contains($0) })
        else { return nil }
        return String(match.1)
    }
}
