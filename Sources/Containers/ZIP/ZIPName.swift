/// What a member may be called, when it is read and when it is written.
///
/// APPNOTE 6.3.10 §4.4.17.1: a relative path, with forward slashes. It is never used as a path as it stands; and still.
enum ZIPName {
    /// Linux: PATH_MAX and NAME_MAX.
    static let maximumLength = 4096
    static let maximumPartLength = 255

    /// The name as text. What ends in a slash is a folder.
    static func text(of bytes: [UInt8]) throws(ZIPNameError) -> String {
        guard !bytes.isEmpty else { throw ZIPNameError(.nameEmpty) }
        guard bytes.count <= maximumLength else { throw ZIPNameError(.nameTooLong) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw ZIPNameError(.nameNotUTF8) }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw ZIPNameError(.nameWithControlCharacter)
        }
        guard !bytes.contains(UInt8(ascii: "\\")) else { throw ZIPNameError(.nameWithBackslash) }
        guard bytes[0] != UInt8(ascii: "/"), !startsWithDrive(bytes) else { throw ZIPNameError(.nameAbsolute) }
        let isFolder = bytes.last == UInt8(ascii: "/")
        let parts = bytes.dropLast(isFolder ? 1 : 0).split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for part in parts {
            guard !part.isEmpty else { throw ZIPNameError(.nameWithEmptyPart) }
            guard part.count <= maximumPartLength else { throw ZIPNameError(.partTooLong) }
            guard !part.elementsEqual(".".utf8), !part.elementsEqual("..".utf8) else {
                throw ZIPNameError(.nameLeavesFolder)
            }
        }
        return text
    }

    /// As in `C:`.
    private static func startsWithDrive(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2, bytes[1] == UInt8(ascii: ":") else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[0] | 0x20)
    }
}

/// What is wrong with a name, before it is known of which ZIP.
struct ZIPNameError: Error {
    let problem: ZIPError.Problem

    init(_ problem: ZIPError.Problem) {
        self.problem = problem
    }
}
