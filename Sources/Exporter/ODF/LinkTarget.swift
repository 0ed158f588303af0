import Templating

/// Where a link may go. Scheme, user, host and port are the text's own; values stand in path, query and fragment only
/// (RFC 3986 §3).
enum LinkTarget {
    static func problem(of target: [TextPart]) -> Problem? {
        guard case .text(let start)? = target.first else { return target.isEmpty ? .linkWithoutHost : .valueInHost }
        let hasValues = target.count > 1
        guard let colon = start.firstIndex(of: ":") else { return hasValues ? .valueInHost : .linkWithoutHost }
        let rest = start[start.index(after: colon)...]
        switch start[..<colon].lowercased() {
        case "http", "https":
            return problem(afterScheme: rest, hasValues: hasValues)
        case "mailto":
            // An address has a host; what follows the question mark are headers (RFC 6068 §2).
            let address = rest.prefix { $0 != "?" }
            if hasValues, address.endIndex == rest.endIndex { return .valueInHost }
            return isPlain(address) ? nil : .linkWithoutHost
        case "tel":
            if hasValues { return .valueInHost }
            return isPlain(rest) ? nil : .linkWithoutHost
        default: return .linkWithoutHost
        }
    }

    private static func problem(afterScheme rest: Substring, hasValues: Bool) -> Problem? {
        guard rest.hasPrefix("//") else { return hasValues && "//".hasPrefix(rest) ? .valueInHost : .linkWithoutHost }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        // Otherwise a value goes on with it.
        if hasValues, authority.endIndex == rest.endIndex { return .valueInHost }
        return isAuthority(authority) ? nil : .linkWithoutHost
    }

    /// RFC 3986 §3.2. Browsers take a backslash for a slash, and leave out what is not seen.
    private static func isAuthority(_ text: Substring) -> Bool {
        let host = text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? text
        let users = text.count { $0 == "@" }
        guard isPlain(text), users < 2, !text.hasPrefix("@") else { return false }
        if host.hasPrefix("[") {
            return host.wholeMatch(of: /\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\](:[0-9]{1,5})?/) != nil
        }
        return host.wholeMatch(of: /[^:\[\]]+(:[0-9]{1,5})?/) != nil
    }

    /// Whether there is something, of what may stand in a host.
    private static func isPlain(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.value > 0x20 && !(0x7F...0xA0).contains($0.value) && !"\"<>\\^`{|}".unicodeScalars.contains($0)
                    && !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
            }
    }

    /// With what cannot stand in a URI percent-encoded; what is encoded already stays.
    static func encoded(_ target: [TextPart]) -> [TextPart] {
        target.map { part in
            guard case .text(let text) = part else { return part }
            let bytes = Array(text.utf8)
            var encoded = ""
            for (index, byte) in bytes.enumerated() {
                if staysAsItIs(byte, before: bytes[(index + 1)...]) {
                    encoded.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            }
            return .text(encoded)
        }
    }

    private static func staysAsItIs(_ byte: UInt8, before rest: ArraySlice<UInt8>) -> Bool {
        // A percent sign by itself would make one character of what a value begins with.
        if byte == UInt8(ascii: "%") { return rest.prefix(2).count(where: isHex) == 2 }
        return (0x21..<0x7F).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
    }

    private static func isHex(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }
}
