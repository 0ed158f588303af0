/// What a letter may be told of earlier mailings, by whoever keeps them.
package struct PreviousMailings: Sendable {
    /// The mailing with a number, nil when there is none.
    package let find: @Sendable (Int) -> PreviousMailing?
    /// The one that the letter corrects.
    package let corrected: PreviousMailing?

    package init(corrected: PreviousMailing? = nil, find: @escaping @Sendable (Int) -> PreviousMailing?) {
        self.find = find
        self.corrected = corrected
    }

    package static let none = PreviousMailings { _ in nil }
}
