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
    /// A letter as the correction of a mailing: to those only whose letter differs, and left, or was cancelled before it
    /// could. `others` are written to in one of the two only.
    package func correction(
        of number: Int, _ compiled: CompiledLetter
    ) throws(RegistryError) -> (compiled: CompiledLetter, others: [LetterDifference]) {
        let differences = try differences(between: number, and: compiled)
        let changed = differences.filter { if case .changed = $0.kind { true } else { false } }
        let codes = Set(changed.map(\.code))
        var problems: [String] = []
        try read { db in
            let mailing = try Mailing.find(number, db)
            if mailing.letter != compiled.letter.name {
                throw RegistryError.refused(
                    "mailing \(number) is of '\(mailing.letter)', and not of '\(compiled.letter.name)'")
            }
            let corrected = try Following.corrected(in: number, db)
            for recipient in try MailingRecipient.of(mailing, codes: Set(codes.map { $0.uppercased() }), db) {
                if let other = corrected[recipient.code] {
                    problems.append(
                        "\(recipient.label): mailing \(other) corrects that letter already: correct that one")
                } else if recipient.correspondence.dispatches.contains(where: { !$0.delivery.isOver }) {
                    problems.append(
                        "\(recipient.label): its letter in mailing \(number) has not left: "
                            + "oproep cancel \(number) \(recipient.code) --because …, and try again")
                }
            }
        }
        if changed.isEmpty { problems = ["to nobody does the letter say anything else than in mailing \(number)"] }
        if !problems.isEmpty { throw .refused(problems) }
        return (
            compiled.addressed { codes.contains($0.code.description) },
            differences.filter { !codes.contains($0.code) }
        )
    }

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
