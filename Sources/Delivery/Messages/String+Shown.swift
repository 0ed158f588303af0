extension String {
    /// On one line, with every character to be seen: one that would not be, or that turns the order of others, is shown
    /// by its number, as `<U+001B>`. Of a stranger's words no more than so many.
    func shown(atMost limit: Int = 500) -> String {
        var text = ""
        var count = 0
        for scalar in unicodeScalars {
            if count == limit { return text + " …" }
            count += 1
            switch scalar.properties.generalCategory {
            case .control where scalar == "\t": text += " "
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                let number = String(scalar.value, radix: 16, uppercase: true)
                text += "<U+\(String(repeating: "0", count: max(0, 4 - number.count)))\(number)>"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
