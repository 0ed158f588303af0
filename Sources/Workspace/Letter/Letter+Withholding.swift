import Templating

extension Letter {
    /// The same letter with a mark in the place of the names and addresses of persons, and without a signature: for
    /// those who may read what was written, and not to whom.
    ///
    /// Nor are those named who got a copy. Of the list only code and TOOI identification stay, the name of who has one,
    /// and a salutation that is the same for all. What the text, the figures and `values` say in their own words stays
    /// as it is.
    package func withoutPersons() -> Letter {
        var letter = self
        letter.values = values.withholding(language == .dutch ? "[weggelaten]" : "[withheld]", from: recipients)
        letter.definition.signatory?.signature = nil
        return letter
    }

    /// Names of values that stand for persons in every letter, and what they are there.
    package var persons: [(name: String, text: String)] {
        LetterValues.personal.compactMap { path in
            guard let slot = slot(of: path), !values.shared.values[slot].isEmpty else {
                return nil
            }
            return (path, values.shared.values[slot].description)
        }
    }
}

extension LetterValues {
    /// What settings say of persons.
    fileprivate static let personal = ["contact.name", "contact.phone", "contact.email", "signatory.name"]

    /// Columns of a list that say nothing of a person.
    private static let impersonal: Set<String> = ["code", "tooi", "country", "channel", "successor"]

    fileprivate func withholding(_ mark: String, from recipients: [LetterRecipient]) -> LetterValues {
        func slot(_ path: String) -> Int? {
            if case .value(let slot, _)? = names.scope.entries[path] { slot } else { nil }
        }
        var slots: Set<Int> = []
        for (slot, column) in names.recipient {
            guard let name = tables.list?.table.header[column], !Self.impersonal.contains(name), name != "name" else {
                continue
            }
            if name == "salutation", isSame(column, for: recipients) { continue }
            slots.insert(slot)
        }
        var values = self
        values.withheld = Withheld(
            mark: mark, slots: slots, name: slot("recipient.name"), identity: slot("recipient.tooi"))
        for path in Self.personal {
            guard let slot = slot(path), !shared.values[slot].isEmpty else { continue }
            values.set(slot, .text(mark))
        }
        values.withhold(copies: mark)
        if let slot = slot("signatory.signature") { values.set(slot, .empty) }
        values.fillConstants()
        return values
    }

    private func isSame(_ column: Int, for recipients: [LetterRecipient]) -> Bool {
        guard let list = tables.list, let first = recipients.first, recipients.count > 1 else { return false }
        let value = list.value(column, of: first.recipient)
        return recipients.allSatisfy { list.value(column, of: $0.recipient) == value }
    }
}

/// What of each recipient a mark stands for.
struct Withheld: Sendable {
    let mark: String
    let slots: Set<Int>
    /// Stays when there is an identification: that is of a public body.
    let name: Int?
    let identity: Int?

    func withhold(from values: inout [Value]) {
        for slot in slots where !values[slot].isEmpty { values[slot] = .text(mark) }
        guard let name, !values[name].isEmpty else { return }
        if identity.map({ values[$0].isEmpty }) ?? true { values[name] = .text(mark) }
    }
}
