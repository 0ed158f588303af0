extension StringProtocol {
    /// With spaces that do not break a line. Every value of a letter goes through it: `replacing` takes ten times as long.
    var unbroken: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: unicodeScalars.lazy.map { $0 == " " ? "\u{A0}" : $0 })
        return String(text)
    }
}
