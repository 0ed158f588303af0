internal import Disk

extension MDTO {
    /// As long as a name may be: what is longer is cut off by tools that archives use, such as mdto.py.
    static let maximumName = 80

    /// A name that fits. Of one that does not, beginning and end stay, which say what it is and whose, and a few digits of
    /// its SHA-256 keep it apart from others that begin and end so.
    static func fitted(_ name: String) -> String {
        guard name.unicodeScalars.count > maximumName else { return name }
        let digits = ContentHash(of: Array(name.utf8)).hex.prefix(6)
        let room = maximumName - "…  []".unicodeScalars.count - digits.count
        let end = tail(of: name, room / 2)
        let start = head(of: name, room - room / 2)
        return "\(start)… \(end) [\(digits)]"
    }

    /// At most so many scalars, in whole characters.
    private static func head(of name: String, _ count: Int) -> String {
        var result = ""
        var left = count
        for character in name {
            left -= character.unicodeScalars.count
            if left < 0 { break }
            result.append(character)
        }
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }

    private static func tail(of name: String, _ count: Int) -> String {
        var characters: [Character] = []
        var left = count
        for character in name.reversed() {
            left -= character.unicodeScalars.count
            if left < 0 { break }
            characters.append(character)
        }
        return String(characters.reversed().drop { $0.isWhitespace })
    }

    /// A moment (xsd:dateTime) without parts of a second, which tools that archives use refuse. A day stays one.
    static func seconds(_ time: String) -> String {
        guard let point = time.firstIndex(of: ".") else { return time }
        return String(time[..<point]) + time[time.index(after: point)...].drop { $0.isASCII && $0.isNumber }
    }
}
