package import Templating

/// The values of each letter that its template uses, for any number of threads.
package struct LetterFrames: Sendable {
    private let values: LetterValues
    private let columns: LetterColumns

    /// `slots` are those of the values that are needed, nil for all of them.
    init(_ values: LetterValues, _ slots: Set<Int>? = nil) {
        self.values = values
        columns = LetterColumns(
            values.names,
            only: slots.map { $0.union(values.formulas.slots).union([values.withheld?.identity].compactMap(\.self)) })
    }

    /// What all letters share, laid out as the letter's scope says.
    package var shared: Frame { values.shared }

    /// Puts a recipient's values into a copy of `shared`, also when that was used for another recipient. Read and
    /// calculated anew every time.
    package func put(_ recipient: LetterRecipient, in frame: inout Frame) {
        guard let list = values.tables.list else { return }
        var row = values.row
        swap(&row.frame, &frame)
        values.calculate(recipient.index, of: list, columns, into: &row)
        swap(&row.frame, &frame)
    }
}
