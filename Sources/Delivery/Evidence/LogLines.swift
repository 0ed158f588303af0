internal import Foundation

/// The lines of a log, one after the other, however large it is.
struct LogLines {
    /// What is known of a line that is longer is in the first of it.
    private static let limit = 10_000
    private static let portion = 1 << 20

    private let file: FileHandle
    private var buffer: ArraySlice<UInt8> = []
    private var isAtEnd = false
    /// Of the line that was given last, from 1.
    private(set) var number = 0

    init(_ file: FileHandle) { self.file = file }

    /// Nil at the end.
    mutating func next() -> ArraySlice<UInt8>? {
        var line: ArraySlice<UInt8>?
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let part = buffer[..<end]
                buffer = buffer[(end + 1)...]
                number += 1
                return Self.joined(line, part)
            }
            if !buffer.isEmpty { line = Self.joined(line, buffer) }
            guard !isAtEnd, let data = try? file.read(upToCount: Self.portion), !data.isEmpty else {
                isAtEnd = true
                buffer = []
                if line != nil { number += 1 }
                return line
            }
            buffer = Array(data)[...]
        }
    }

    private static func joined(_ start: ArraySlice<UInt8>?, _ end: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let start else { return end.prefix(limit) }
        return start + end.prefix(max(0, limit - start.count))
    }
}
