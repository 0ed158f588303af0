internal import Subprocess

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The text of a PDF as pdftotext reads it: by page, and where each word stands.
struct PDFPages: Sendable {
    /// In points from the top left corner of the page.
    struct Box: Equatable, Sendable {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double
    }

    struct Page: Sendable {
        let width: Double
        let height: Double
        /// Without what is not compared.
        fileprivate(set) var characters: [Character] = []
        /// For each word where it begins in `characters`.
        fileprivate(set) var starts: [Int] = []
        fileprivate(set) var boxes: [Box] = []
    }

    private(set) var pages: [Page] = []

    /// Reads a PDF in the order in which its text was written, which is that of the letter. Nil when pdftotext cannot.
    static func read(_ pdf: [UInt8], with program: String) async throws -> PDFPages? {
        try await withThrowingTaskGroup(of: PDFPages?.self) { group in
            group.addTask {
                let result = try? await Subprocess.run(
                    .path(FilePath(program)), arguments: ["-raw", "-bbox", "-enc", "UTF-8", "-", "-"],
                    platformOptions: .ownGroup, input: .array(withoutOutputIntent(pdf)),
                    output: .bytes(limit: 200_000_000), error: .discarded)
                guard let result, result.terminationStatus.isSuccess else { return nil }
                return PDFPages(xhtml: String(decoding: result.standardOutput, as: UTF8.self))
            }
            group.addTask {
                try await Task.sleep(for: timeLimit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// A letter takes a hundredth of a second.
    private static let timeLimit = Duration.seconds(60)

    /// The colours that a PDF is meant for say nothing of its text, and poppler takes 60 ms to prepare for them. As in
    /// every name of PDF one that is not known is passed over; of the same length, so that offsets stay right.
    private static func withoutOutputIntent(_ pdf: [UInt8]) -> [UInt8] {
        let name = Array("/OutputIntents".utf8)
        var copy = pdf
        // In the catalog, which qpdf writes first.
        let starts = 0..<max(0, pdf.count - name.count)
        let start = starts.first { pdf[$0] == name[0] && pdf[$0..<$0 + name.count].elementsEqual(name) }
        if let start { copy[start + 1] = UInt8(ascii: "X") }
        return copy
    }

    /// A line for each page and word, which is all there is to it: its XML need not be well-formed.
    init(xhtml: String) {
        for line in xhtml.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            let numbers = stride(from: 1, to: parts.count - 1, by: 2).compactMap { Double(parts[$0]) }.filter(
                \.isFinite)
            if line.hasPrefix("<page "), numbers.count == 2 {
                pages.append(Page(width: numbers[0], height: numbers[1]))
            } else if line.hasPrefix("<word "), numbers.count == 4, let text = parts.last, !pages.isEmpty {
                let word = text.dropFirst().replacing("</word>", with: "")
                let box = Box(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
                pages[pages.count - 1].append(Self.unescaped(word), box)
            }
        }
    }

    private static func unescaped(_ text: some StringProtocol) -> String {
        guard text.contains("&") else { return String(text) }
        return entities.reduce(String(text)) { $0.replacing($1.name, with: $1.character) }
    }

    /// The ampersand last, as it begins the others.
    private static let entities: [(name: String, character: String)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&"),
    ]
}

extension PDFPages.Page {
    fileprivate mutating func append(_ word: String, _ box: PDFPages.Box) {
        starts.append(characters.count)
        boxes.append(box)
        characters += ComparedText.characters(word)
    }

    /// Where `text` stands, in order.
    func ranges(of text: [Character]) -> some Sequence<Range<Int>> {
        let starts = text.isEmpty || text.count > characters.count ? 0..<0 : 0..<characters.count - text.count + 1
        return starts.lazy.filter { characters[$0] == text[0] && characters[$0..<$0 + text.count] == text[...] }
            .map { $0..<$0 + text.count }
    }

    /// Whether no word goes on before a position.
    func isApart(before position: Int) -> Bool {
        position == 0 || starts.contains(position) || !characters[position - 1].isOfWord
    }

    func isApart(after position: Int) -> Bool {
        position == characters.count || starts.contains(position) || !characters[position].isOfWord
    }

    /// Whether it is on the paper, and large enough to be read: smaller than 3 points nothing is.
    func holds(_ box: PDFPages.Box) -> Bool {
        box.left >= -1 && box.top >= -1 && box.right <= width + 1 && box.bottom <= height + 1
            && box.bottom - box.top >= 3
    }

    /// Around the words that a range is in.
    func box(of range: Range<Int>) -> PDFPages.Box? {
        var result: PDFPages.Box?
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : characters.count
            guard start < range.upperBound, end > range.lowerBound else { continue }
            let box = boxes[index]
            guard let known = result else {
                result = box
                continue
            }
            result = PDFPages.Box(
                left: min(known.left, box.left), top: min(known.top, box.top), right: max(known.right, box.right),
                bottom: max(known.bottom, box.bottom))
        }
        return result
    }
}

extension Character {
    fileprivate var isOfWord: Bool { isLetter || isNumber }
}
