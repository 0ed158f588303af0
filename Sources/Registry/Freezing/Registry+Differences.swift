package import Exporter
internal import Workspace

/// What a letter would be to one recipient, compared with a mailing.
package struct LetterDifference: Sendable {
    package enum Kind: Sendable {
        /// Was not written to in that mailing.
        case added
        /// Is not written to any more.
        case gone
        case changed([LetterComparison.Change])
    }

    package let code: String
    package let name: String
    package let kind: Kind
}

extension Registry {
    /// For whom a letter as it is now differs from what was frozen, in the order of its recipients, and then those who
    /// would not be written to any more. Date and reference alone are no difference: every letter has others.
    package func differences(
        between mailing: Int, and compiled: CompiledLetter
    ) throws(RegistryError) -> [LetterDifference] {
        let old = try letter(of: mailing).compiled
        let comparison = LetterComparison(old, compiled)
        let before = Dictionary(old.letter.recipients.map { ($0.code, $0) }) { first, _ in first }
        var differences: [LetterDifference] = []
        for recipient in compiled.letter.recipients {
            let code = recipient.code.description
            guard let was = before[recipient.code] else {
                differences.append(LetterDifference(code: code, name: recipient.name, kind: .added))
                continue
            }
            guard let changes = comparison.changes(from: was, to: recipient) else { continue }
            differences.append(LetterDifference(code: code, name: recipient.name, kind: .changed(changes)))
        }
        let now = Set(compiled.letter.recipients.map(\.code))
        return differences
            + old.letter.recipients.filter { !now.contains($0.code) }.map {
                LetterDifference(code: $0.code.description, name: $0.name, kind: .gone)
            }
    }
}
