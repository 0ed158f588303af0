internal import CZlib
internal import FoundationEssentials

/// A letter as it was written, taken apart with unzip.
struct LetterPackage {
    struct Member {
        let name: String
        let isStored: Bool
        let compressedSize: Int
        let contents: Data
    }

    let size: Int
    let members: [Member]

    /// `scratch` is a file to write to.
    init(_ path: String, scratch: String) throws {
        try ChildProcess("unzip", ["-v", path]).run(output: scratch)
        let listing = try String(contentsOfFile: scratch, encoding: .utf8)
        // Length, method, size, ratio, date, time, CRC-32 and name; other lines have fewer words.
        let words = listing.split(separator: "\n").map { $0.split(separator: " ") }
        members = try words.filter { $0.count == 8 && Int($0[0]) != nil }.map { words in
            let name = String(words[7])
            try ChildProcess("unzip", ["-p", path, name]).run(output: scratch)
            guard let size = Int(words[2]) else { throw BenchmarkError.unexpected("unzip -v: \(words)") }
            return Member(
                name: name, isStored: words[1] == "Stored", compressedSize: size,
                contents: try Data(contentsOf: URL(filePath: scratch)))
        }
        size = try Data(contentsOf: URL(filePath: path)).count
    }

    func member(_ name: String) throws -> Member {
        guard let member = members.first(where: { $0.name == name }) else {
            throw BenchmarkError.unexpected("a letter without \(name)")
        }
        return member
    }

    /// The size of a package of the same members that zlib compressed at level 6.
    var sizeWithZlib: Int {
        members.reduce(size) { size, member in
            member.isStored ? size : size - member.compressedSize + Self.deflatedSize(member.contents)
        }
    }

    private static func deflatedSize(_ contents: Data) -> Int {
        var size = compressBound(uLong(contents.count))
        var output = [UInt8](repeating: 0, count: Int(size))
        let input = [UInt8](contents)
        let code = unsafe compress2(&output, &size, input, uLong(input.count), 6)
        precondition(code == Z_OK, "zlib has room enough")
        return Int(size) - 6  // Without zlib's own header and checksum, which a package has not.
    }
}
