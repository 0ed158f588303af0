extension Problem {
    /// What was written, for a message: on one line and not too much of it, and with what cannot be seen by its number.
    package static func shown(_ text: some StringProtocol, limit: Int = 40) -> String {
        var result = ""
        var rest = text.unicodeScalars.makeIterator()
        for _ in 0..<limit {
            guard let scalar = rest.next() else { return result }
            if scalar.isInvisible {
                result += "<\(scalar.codePoint)>"
            } else {
                let isPlain = scalar != "\t" && !ForbiddenCharacter.contains(scalar, allowingLines: false)
                result.unicodeScalars.append(isPlain ? scalar : " ")
            }
        }
        return rest.next() == nil ? result : result + "…"
    }
}
