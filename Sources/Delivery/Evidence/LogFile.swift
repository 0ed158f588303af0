internal import Foundation

/// One file of a log, and the line of it that is read next.
struct LogFile {
    enum Refusal: Error {
        case unreadable, compressed, otherForm, withoutTimes
    }

    struct Line {
        let time: Date
        /// What follows on the time.
        let text: LogText
        /// Whether it has the form of RFC 5424, with a version.
        let isNumbered: Bool
        let number: Int
    }

    let name: String
    private var lines: LogLines
    private var times: LogTime
    private(set) var next: Line

    /// Refuses what has no line that begins with a time.
    init(_ path: String, now: Date) throws(Refusal) {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        // A pipe would keep us waiting, and goes on for as long as it likes.
        guard values?.isRegularFile == true, values?.fileSize ?? 0 > 0,
            let handle = try? FileHandle(forReadingFrom: file)
        else { throw .unreadable }
        try Self.requireText(handle)
        name = URL(filePath: path).lastPathComponent
        lines = LogLines(handle)
        times = LogTime(now: now)
        guard let first = Self.line(&lines, &times) else { throw .withoutTimes }
        next = first
    }

    /// False at the end.
    mutating func advance() -> Bool {
        guard let line = Self.line(&lines, &times) else { return false }
        next = line
        return true
    }

    private static func requireText(_ file: FileHandle) throws(Refusal) {
        let start = Array((try? file.read(upToCount: 20)) ?? Data())
        try? file.seek(toOffset: 0)
        // RFC 1952 §2.3.1; and xz, bzip2 and zstd.
        let marks: [[UInt8]] = [
            [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58], [0x42, 0x5A, 0x68], [0x28, 0xB5, 0x2F, 0xFD],
        ]
        if marks.contains(where: start.starts(with:)) { throw .compressed }
        // What journalctl -o export and -o json print.
        if start.starts(with: "__".utf8) || start.starts(with: "{".utf8) { throw .otherForm }
    }

    /// The next that has a time.
    private static func line(_ lines: inout LogLines, _ times: inout LogTime) -> Line? {
        while let bytes = lines.next() {
            // Where a log was emptied while it was written there are zeros.
            var text = LogText(bytes.drop { $0 < 0x21 })
            if bytes.last == UInt8(ascii: "\r") { text = LogText(text.bytes.dropLast()) }
            text.skipContainer()
            text.skipPriority()
            let isNumbered = text.skip("1 ")
            guard let time = times.take(from: &text) else { continue }
            return Line(time: time, text: text, isNumbered: isNumbered, number: lines.number)
        }
        return nil
    }
}

extension LogText {
    /// `mail-1  | `, as containers have it that run together.
    fileprivate mutating func skipContainer() {
        var rest = self
        guard let name = rest.token, !name.contains(UInt8(ascii: ":")), rest.skip("| ") else { return }
        self = rest
    }

    /// `<22>` (RFC 5424 §6.2.1)
    fileprivate mutating func skipPriority() {
        var rest = self
        guard rest.skip("<") else { return }
        rest.skip { (0x30...0x39).contains($0) }
        if rest.skip(">") { self = rest }
    }
}

extension LogFile.Refusal {
    func message(of path: String) -> String {
        switch self {
        case .unreadable: "the log '\(path)' cannot be read, is empty, or is no file"
        case .compressed: "the log '\(path)' is compressed: unpack it first (gunzip)"
        case .otherForm: "'\(path)' has the journal in a form for programs: write it with 'journalctl -o short-iso'"
        case .withoutTimes:
            "'\(path)' is not a log: no line of it begins with a time, as those of syslog do, and of 'journalctl -o short-iso'"
        }
    }
}
