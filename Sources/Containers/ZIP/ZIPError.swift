/// Why a ZIP was not read or not written.
package struct ZIPError: Error, Equatable, Sendable {
    /// All that can be wrong, each with its sentence.
    package enum Problem: Equatable, Sendable {
        case system(String)
        case notAFile
        case notAZIP
        case bytesAfterEnd
        case bytesBeforeStart
        case endRecordsDisagree
        case multipleDisks
        case tooManyFiles(limit: Int)
        case directoryTooLarge(bytes: Int, limit: Int)
        /// A file or the whole would reach 4 GiB, which not every reader of ODF knows.
        case needsZIP64
        case damagedDirectory
        case sizesTooLarge(total: Int, limit: Int)

        case nameTooLong
        case partTooLong
        case nameEmpty
        case nameNotUTF8
        case nameAbsolute
        case nameLeavesFolder
        case nameWithEmptyPart
        case nameWithBackslash
        case nameWithControlCharacter
        case nameTwice
        case fileAndFolder
        case folderWithContents
        case notRegular
        case encrypted
        case unknownMethod(Int)
        case headersDisagree
        case overlaps
        case storedSizesDiffer
        case damagedContents
        case larger(than: Int)
        case smaller(than: Int)
        case moreCompressedBytes
        case wrongChecksum
        case beyondLimit(Int)
    }

    /// The path of the ZIP, or what else it is called by.
    package let file: String
    /// The name that a member has in its header, fit to be printed.
    package let member: String?
    package let problem: Problem

    package init(_ file: String, member: [UInt8]? = nil, _ problem: Problem) {
        self.file = file
        self.member = member.map(Self.printable)
        self.problem = problem
    }

    package var message: String {
        let subject = member.map { "\(file): member '\($0)'" } ?? "\(file):"
        return "\(subject) \(problem.sentence)"
    }

    /// A name of anyone's making on one line of a terminal, without what would move its cursor or turn text round.
    private static func printable(_ name: [UInt8]) -> String {
        var line = ""
        for scalar in String(decoding: name.prefix(400), as: UTF8.self).unicodeScalars.prefix(100) {
            let properties = scalar.properties
            let isPlain =
                ![.control, .format, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
            line += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
        }
        return name.count > line.utf8.count && name.count > 100 ? line + "…" : line
    }
}

extension ZIPError.Problem {
    /// What follows the name of the ZIP, or of a member of it.
    fileprivate var sentence: String {
        switch self {
        case .system(let words): words
        case .notAFile: "is not a file"
        case .notAZIP: "is not a ZIP file, or not all of one"
        case .bytesAfterEnd: "has bytes after the end of the ZIP, or is not all of one"
        case .bytesBeforeStart: "has a directory that is not where the end record says it is"
        case .endRecordsDisagree: "has end records that contradict one another"
        case .multipleDisks: "is part of a ZIP that was divided over several files"
        case .tooManyFiles(let limit): "has more than \(limit) members"
        case .directoryTooLarge(let bytes, let limit):
            "has a directory of \(bytes / 1_000_000) MB; at most \(limit / 1_000_000) MB is read"
        case .needsZIP64: "would be larger than 4 GB"
        case .damagedDirectory: "has a damaged directory"
        case .sizesTooLarge(let total, let limit):
            "says it unpacks to \(total / 1_000_000) MB; of a ZIP of its size at most \(limit / 1_000_000) MB is believed"
        case .nameTooLong: "has a name of more than \(ZIPName.maximumLength) bytes"
        case .partTooLong: "has a part between slashes of more than \(ZIPName.maximumPartLength) bytes"
        case .nameEmpty: "has no name"
        case .nameNotUTF8: "has a name that is not UTF-8"
        case .nameAbsolute: "has a name that is an absolute path"
        case .nameLeavesFolder: "has '.' or '..' as a part of its name"
        case .nameWithEmptyPart: "has a name with nothing between two slashes"
        case .nameWithBackslash: "has a backslash in its name"
        case .nameWithControlCharacter: "has a control character in its name"
        case .nameTwice: "stands in it twice"
        case .fileAndFolder: "is a file and a folder at once"
        case .folderWithContents: "has the name of a folder, and contents"
        case .notRegular: "is a link or a device, not a file"
        case .encrypted: "is encrypted"
        case .unknownMethod(let method): "is compressed by method \(method); only stored and deflated members are read"
        case .headersDisagree: "is described differently by the directory and by its own header"
        case .overlaps: "lies over another member, or over the directory"
        case .storedSizesDiffer: "is stored, with two sizes that differ"
        case .damagedContents: "is damaged"
        case .larger(let size): "is larger than the \(size) bytes that were declared"
        case .smaller(let size): "is smaller than the \(size) bytes that were declared"
        case .moreCompressedBytes: "has bytes after the end of its compressed contents"
        case .wrongChecksum: "does not have the checksum that was declared"
        case .beyondLimit(let limit): "is larger than \(limit) bytes"
        }
    }
}
