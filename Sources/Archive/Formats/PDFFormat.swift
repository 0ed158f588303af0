/// PDF (ISO 32000), and PDF/A (ISO 19005) by what its metadata say.
enum PDFFormat {
    /// Where metadata are looked for, at the start and at the end.
    private static let reach = 16_000_000
    private static let identifiers = [
        "1.0": "fmt/14", "1.1": "fmt/15", "1.2": "fmt/16", "1.3": "fmt/17", "1.4": "fmt/18", "1.5": "fmt/19",
        "1.6": "fmt/20", "1.7": "fmt/276", "2.0": "fmt/1129",
    ]
    private static let archivalIdentifiers = [
        "1a": "fmt/95", "1b": "fmt/354", "2a": "fmt/476", "2b": "fmt/477", "2u": "fmt/478", "3a": "fmt/479",
        "3b": "fmt/480", "3u": "fmt/481", "4": "fmt/1910", "4e": "fmt/1911", "4f": "fmt/1912",
    ]

    static func format(of bytes: [UInt8]) -> FileFormat? {
        guard bytes.starts(with: "%PDF-"), bytes.count >= 8 else { return nil }
        let version = String(decoding: bytes[5..<8], as: UTF8.self)
        if let level = archivalLevel(of: bytes), let puid = archivalIdentifiers[level],
            // The fourth part is of PDF 2.0, those before it of what came before.
            version.hasPrefix(level.hasPrefix("4") ? "2." : "1.")
        {
            return FileFormat(
                "Acrobat PDF/A - Portable Document Format", puid, version: level, "application/pdf", "pdf")
        }
        guard let puid = identifiers[version] else {
            return FileFormat("Portable Document Format", nil, "application/pdf", "pdf")
        }
        let name = version == "2.0" ? "PDF 2.0" : "Acrobat PDF \(version)"
        return FileFormat("\(name) - Portable Document Format", puid, version: version, "application/pdf", "pdf")
    }

    /// Part and conformance, as in `2b` (ISO 19005-2 §6.6.4).
    private static func archivalLevel(of bytes: [UInt8]) -> String? {
        let parts = bytes.count <= 2 * reach ? [bytes.indices] : [0..<reach, bytes.count - reach..<bytes.count]
        for part in parts {
            guard let start = bytes.firstIndex(of: "http://www.aiim.org/pdfa/ns/id/", in: part) else { continue }
            let metadata = Array(bytes[start...].prefix(4096))
            guard let part = value("pdfaid:part", in: metadata) else { continue }
            return part + (value("pdfaid:conformance", in: metadata) ?? "").lowercased()
        }
        return nil
    }

    /// Of an element, or of an attribute: one letter or digit.
    private static func value(_ name: String, in metadata: [UInt8]) -> String? {
        guard let place = metadata.firstIndex(of: name) else { return nil }
        let value = metadata[(place + name.utf8.count)...].prefix(8)
            .drop { [UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">")].contains($0) }
        return value.first.map { String(decoding: [$0], as: UTF8.self) }
    }
}
