package import Templating

/// The values of each letter that its template uses, for any number of threads.
package struct LetterFrames: Sendable {
    private let values: LetterValues
    private let slots: Set<Int>

    init(_ values: LetterValues, _ slots: Set<Int>) {
        (self.values, self.slots) = values.keeping(slots)
    }

    /// Laid out as the letter's scope says; empty where a value is not used. Read and calculated anew every time.
    package func frame(of recipient: LetterRecipient) -> Frame {
        guard let list = values.tables.list else { return values.shared }
        return values.frame(of: recipient.index, in: list, only: slots)
    }
}
