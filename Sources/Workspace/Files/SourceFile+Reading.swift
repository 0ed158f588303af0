import Templating

extension SourceFile {
    /// More than any letter or its settings hold.
    private static let limit = 1_000_000

    /// Reads a text that people write; nil when it cannot be, which is then in `diagnostics`.
    static func read(_ file: DiskFile, diagnostics: inout Diagnostics) -> SourceFile? {
        do throws(FileError) {
            let decoded = try DecodedText(file.bytes(limit: limit))
            let source = SourceFile(name: file.name, text: text(decoded.bytes[...]))
            switch decoded.encoding {
            case .utf8: break
            case .windows1252(let first):
                diagnostics.add(.windows1252, at: source.place(ofByte: first, in: decoded.bytes))
            case .unknown(let first):
                diagnostics.add(.badEncoding, at: source.place(ofByte: first, in: decoded.bytes))
            }
            return source
        } catch {
            diagnostics.add(error.problem, at: Place(file: file.name))
            return nil
        }
    }

    private func place(ofByte offset: Int, in bytes: [UInt8]) -> Place {
        let start = Self.text(bytes[..<offset]).unicodeScalars.count
        return place(start..<start + 1)
    }

    /// With one kind of line break, as YAML and Markdown read all three.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(0x0D) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        for index in bytes.indices {
            guard bytes[index] == 0x0D else {
                plain.append(bytes[index])
                continue
            }
            let next = index + 1
            if next == bytes.endIndex || bytes[next] != 0x0A { plain.append(0x0A) }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
