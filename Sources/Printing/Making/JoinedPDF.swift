/// Many PDFs in one, each after the other: for a printer.
package struct JoinedPDF {
    /// Joined and written together, so that not all of very many are taken apart at the same time.
    private static let group = 100

    private final class Part {
        let file: QPDFFile

        init?(_ pdf: [UInt8]) {
            guard let file = QPDFFile(pdf) else { return nil }
            self.file = file
        }
    }

    private var groups: [[UInt8]] = []
    private var parts: [Part] = []

    package init() {}

    /// Returns how many pages it has; nil when it is no PDF.
    package mutating func append(_ pdf: [UInt8]) -> Int? {
        guard let part = Part(pdf), let pages = part.file.pageCount else { return nil }
        parts.append(part)
        if parts.count == Self.group {
            guard let joined = Self.joined(parts) else { return nil }
            groups.append(joined)
            parts = []
        }
        return pages
    }

    /// Nil when that fails.
    package consuming func bytes() -> [UInt8]? {
        if groups.isEmpty { return Self.joined(parts) }
        let whole = groups.compactMap(Part.init)
        return whole.count == groups.count ? Self.joined(whole + parts) : nil
    }

    private static func joined(_ parts: [Part]) -> [UInt8]? {
        let whole = QPDFFile()
        for part in parts where !whole.append(part.file) { return nil }
        // What is in the letters need not be known to the version of an empty one.
        return withExtendedLifetime(parts) { whole.written(version: "1.7") }
    }
}
