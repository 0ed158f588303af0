import Templating

extension String {
    /// Without white space around it, nor what cannot be seen.
    var trimmed: Substring {
        // Most texts have none around them.
        if let first = utf8.first, let last = utf8.last, first.isVisibleASCII, last.isVisibleASCII { return self[...] }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isBlank }),
            let last = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return self[first..<scalars.index(after: last)]
    }

    /// As a text is printed: without white space around it, and without what has neither width nor meaning.
    var tidied: String {
        let text = trimmed
        guard text.utf8.contains(where: { $0 >= 0x80 }), text.unicodeScalars.contains(where: \.isWithoutWidth) else {
            return text.utf8.count == utf8.count ? self : String(text)
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isWithoutWidth }))
    }

    /// Of a code, a number, a date: without anything that cannot be seen, also within it.
    var stripped: Substring {
        let text = trimmed
        guard text.utf8.contains(where: { $0 >= 0x80 }), text.unicodeScalars.contains(where: \.isInvisible) else {
            return text
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isInvisible }))[...]
    }
}

extension UInt8 {
    /// Whether it is the whole of an ASCII character that is seen: in UTF-8 no other begins or ends with it.
    var isVisibleASCII: Bool { (0x21...0x7E).contains(self) }

    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

    var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
