/// In which order the two bytes of each unit of UTF-16 stand in a file; Excel's "Unicode text" is one.
enum UTF16Order {
    case little, big

    /// Nil for what is no UTF-16: it has a mark, or begins with two characters of ASCII.
    init?(of bytes: [UInt8]) {
        let start = Array(bytes.prefix(4))
        if start.starts(with: [0xFF, 0xFE]) {
            self = .little
        } else if start.starts(with: [0xFE, 0xFF]) {
            self = .big
        } else if start.count == 4, start.map({ $0 == 0 }) == [false, true, false, true] {
            self = .little
        } else if start.count == 4, start.map({ $0 == 0 }) == [true, false, true, false] {
            self = .big
        } else {
            return nil
        }
    }

    /// The text of a file, with its mark.
    func text(of bytes: [UInt8]) -> String {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return self == .little ? second << 8 | first : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }
}
