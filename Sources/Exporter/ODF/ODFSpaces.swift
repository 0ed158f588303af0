/// How many spaces a `text:s` stands for (ODF 1.3 part 3 §19.763).
enum ODFSpaces {
    /// More than a line has.
    static let maximum = 1000

    static func count(_ text: String?) -> Int {
        max(1, min(maximum, text.flatMap(Int.init) ?? 1))
    }
}
