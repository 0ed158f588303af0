import Templating

/// The values of every letter: those that all share, and each recipient's own, which are read and calculated when they
/// are asked for. Of 100 000 recipients they would not fit in memory.
struct LetterValues: Sendable {
    let names: LetterNames
    let formulas: LetterFormulas
    let tables: LetterTables
    let language: Language
    let previous: PreviousMailing?
    /// Whether only those are addressed who did not answer the previous mailing.
    let isReminder: Bool
    private(set) var shared: Frame
    /// Slots without the value they should have, whoever the letter is for.
    private(set) var unusable: Set<Int>
    /// By the slot of a total, how many rows had no value.
    private(set) var skipped: [Int: Int] = [:]
    /// Of a copy for others than the recipients.
    var withheld: Withheld?
    /// The lines of the letter's own that are not the same for everyone.
    private(set) var varying: [LetterFormulas.Text] = []

    init(
        _ definition: LetterDefinition, names: LetterNames, formulas: LetterFormulas, tables: LetterTables,
        previous: PreviousMailing?
    ) {
        self.previous = previous
        isReminder = definition.addressees?.unanswered != nil
        self.names = names
        self.formulas = formulas
        self.tables = tables
        language = definition.language.language
        shared = Frame(for: names.scope)
        for constant in names.constants { shared.values[constant.slot] = constant.value }
        shared.tables[names.copies] = definition.copies.map { [.text($0)] }
        shared.tables[names.attachments] = definition.attachments.map { [.text($0)] }
        unusable = Set(names.constants.filter(\.isRefused).map(\.slot))
        for (path, table) in [("letter.copies", names.copies), ("letter.attachments", names.attachments)] {
            guard let slot = names.scope.slot(of: "count(\(path))") else { continue }
            shared.values[slot] = .number(ExactNumber(shared.tables[table].count))
        }
        fillConstants()
        unusable.formUnion(tables.figures?.unusable.map { names.figures[$0] } ?? names.figures)
    }

    /// What has no tag in it, such as most subjects, is the same for everyone; unless it is wrong for everyone.
    mutating func fillConstants() {
        varying = formulas.texts.filter { text in
            guard text.isConstant, let slot = text.slot,
                case .success(let filled) = text.template.fill(shared, in: language), !filled.holdsLineBreak
            else { return true }
            shared.values[slot] = .text(filled)
            return false
        }
    }

    /// With a mark in the place of each who gets a copy (afschrift).
    mutating func withhold(copies mark: String) {
        shared.tables[names.copies] = shared.tables[names.copies].map { _ in [.text(mark)] }
    }

    /// How many recipients the list has, addressed or not.
    var count: Int { tables.list?.recipients.count ?? 0 }

    /// A value that all letters share; nil when it is not known.
    mutating func set(_ slot: Int, _ value: Value?, skipping skipped: Int = 0) {
        if skipped > 0 { self.skipped[slot] = skipped }
        if let value { shared.values[slot] = value } else { unusable.insert(slot) }
    }

    /// One letter's, into a `row` of these values. What is wrong with it was reported when the letter was loaded.
    func calculate(_ index: Int, of list: RecipientList, _ columns: LetterColumns, into row: inout LetterRow) {
        read(index, of: list, columns, into: &row)
        withheld?.withhold(from: &row.frame.values)
        var reported = Diagnostics()
        for derived in formulas.derived { derive(derived, &row, diagnostics: &reported) }
        for text in varying where text.slot != nil { fill(text, &row, diagnostics: &reported) }
    }
}
