/// The values of headers, and of what looks like them, read from the left by their grammar (RFC 5322 §3.2). Whoever wrote
/// a message chose what stands in its comments and quotation marks.
extension String {
    /// Without comments (RFC 5322 §3.2.2). One that does not end goes on to the end.
    var withoutComments: String {
        var bytes: [UInt8] = []
        var depth = 0
        var isQuoted = false
        var isInAngles = false
        var isEscaped = false
        for byte in utf8 {
            if isEscaped {
                isEscaped = false
                if depth == 0 { bytes.append(byte) }
                continue
            }
            switch byte {
            case UInt8(ascii: "\\") where depth > 0: isEscaped = true
            case UInt8(ascii: "\\") where isQuoted:
                isEscaped = true
                bytes.append(byte)
            case UInt8(ascii: "(") where !isQuoted && !isInAngles: depth += 1
            case UInt8(ascii: ")") where depth > 0: depth -= 1
            case _ where depth > 0: break
            default:
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if !isQuoted, byte == UInt8(ascii: "<") { isInAngles = true }
                if !isQuoted, byte == UInt8(ascii: ">") { isInAngles = false }
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `failed` of `failed (user unknown)`, in lower case.
    var firstWord: String {
        withoutComments.trimmed.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
            .lowercased()
    }

    /// Message-IDs with their angle brackets (RFC 5322 §3.6.4), in their order.
    var messageIDs: [String] { Array(withoutComments.utf8).messageIDs(skippingQuotes: true) }

    /// The address of `rfc822; <a@b.example> (Jan)` (RFC 3464 §2.3.1, RFC 6533 §3), or of the same without a type.
    var recipientAddress: String? {
        var text = Substring(withoutComments)
        if let end = text.firstIndex(of: ";"), !text[..<end].contains(where: { $0 == "@" || $0 == "<" }) {
            text = text[text.index(after: end)...]
        }
        if let start = text.firstIndex(of: "<") {
            text = text[text.index(after: start)...].prefix { $0 != ">" }
        }
        let address = text.trimmed.prefix { !$0.isWhitespace }
        return address.isEmpty ? nil : String(address)
    }
}

extension StringProtocol {
    var trimmed: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension [UInt8] {
    /// Of a text more than anybody reads.
    private static var limit: Int { 1000 }

    /// What stands in angle brackets and has an `@`, without white space, which may be where a line was folded.
    func messageIDs(skippingQuotes: Bool = false) -> [String] {
        var found: [String] = []
        var id: [UInt8]?
        var isQuoted = false
        for byte in self {
            switch byte {
            case UInt8(ascii: "\"") where skippingQuotes && id == nil: isQuoted.toggle()
            case _ where isQuoted: break
            case UInt8(ascii: "<"): id = [byte]
            case UInt8(ascii: ">"):
                if let text = id, text.contains(UInt8(ascii: "@")) {
                    found.append(String(decoding: text + [byte], as: UTF8.self))
                }
                id = nil
                if found.count == Self.limit { return found }
            case 0x20, 0x09, 0x0A, 0x0D: break
            // RFC 5322 §2.1.1
            case _ where id?.count == 998: id = nil
            default: id?.append(byte)
            }
        }
        return found
    }
}
