extension String {
    /// Without white space around it.
    var trimmed: Substring {
        // What is white space is told by characters, which takes time; most texts have none around them.
        if let first = utf8.first, let last = utf8.last, first.isVisibleASCII, last.isVisibleASCII { return self[...] }
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[first...last]
    }
}

extension UInt8 {
    /// Whether it is the whole of an ASCII character that is seen: in UTF-8 no other begins or ends with it.
    var isVisibleASCII: Bool { (0x21...0x7E).contains(self) }

    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

    var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
