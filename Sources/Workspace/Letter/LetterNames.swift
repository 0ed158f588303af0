import Templating

/// The names that a letter may use, and where each of them gets its value.
///
/// They are declared in the order in which they are calculated: what is derived may use only what stands before it.
struct LetterNames: Sendable {
    private(set) var scope = Scope()
    /// What is the same in every letter, by slot.
    private(set) var constants: [(slot: Int, value: Value)] = []
    /// Slot and column of the list of recipients.
    private(set) var recipient: [(slot: Int, column: Int)] = []
    /// For each declared column of the figures.
    private(set) var figures: [Int] = []
    private(set) var figuresCode: Int?
    private(set) var channel: Int?
    private(set) var copies = 0
    private(set) var attachments = 0
    private(set) var tables: [Int] = []
    /// The slot of `total.x`, by `x`.
    private(set) var totals: [String: Int] = [:]

    init(_ definition: LetterDefinition, sender: Sender?, list: CSVTable?) {
        declareRecipient(list)
        declareFigures(definition.figures)
        for table in definition.tables { declareTable(table) }
        declareLetter(definition)
        declarePeople(definition, sender)
        for (name, text) in definition.values { constant("values.\(name)", text) }
    }

    func isTaken(_ path: String) -> Bool { scope.entries[path] != nil }

    @discardableResult
    mutating func declare(_ path: String, _ type: ValueType) -> Int { scope.declare(path, type) }

    @discardableResult
    mutating func declareTotal(_ name: String) -> Int {
        let slot = scope.declare("total.\(name)", .number)
        totals[name] = slot
        return slot
    }

    private mutating func constant(_ path: String, _ type: ValueType, _ value: Value?) {
        constants.append((scope.declare(path, type), value ?? .empty))
    }

    private mutating func constant(_ path: String, _ text: String?) {
        constant(path, .text, text.map(Value.text))
    }

    private mutating func declareRecipient(_ list: CSVTable?) {
        for (column, name) in (list?.header ?? []).enumerated()
        where Identifier.isValid(name) && !isTaken("recipient.\(name)") {
            recipient.append((scope.declare("recipient.\(name)", .text), column))
        }
        // These can be asked for whether or not the list has them.
        for column in RecipientColumn.allCases where !isTaken("recipient.\(column.rawValue)") {
            let slot = scope.declare("recipient.\(column.rawValue)", .text)
            if column == .channel { channel = slot }
        }
        if channel == nil, case .value(let slot, _)? = scope.entries["recipient.channel"] { channel = slot }
    }

    private mutating func declareFigures(_ definition: TableDefinition?) {
        guard let definition else { return }
        figuresCode = scope.declare("figures.code", .text)
        for column in definition.columns {
            figures.append(scope.declare("figures.\(column.name)", column.type.valueType))
        }
        for column in definition.columns where column.type.isNumeric { declareTotal(column.name) }
    }

    private mutating func declareTable(_ definition: TableDefinition) {
        let columns = definition.columns.map {
            Scope.Column(name: $0.name, type: $0.type.valueType, mayBeEmpty: $0.missing == .empty)
        }
        tables.append(scope.declareTable("tables.\(definition.name)", columns: columns))
    }

    private mutating func declareLetter(_ definition: LetterDefinition) {
        constant("letter.date", .date, definition.date.map(Value.date))
        constant("letter.reply_by", .date, definition.replyBy.map(Value.date))
        constant("letter.as_of", .date, definition.figures?.asOf.map(Value.date))
        constant("letter.case", definition.caseNumber)
        constant("letter.source", definition.figures?.source)
        constant("letter.language", definition.language.description)
        copies = scope.declareList("letter.copies")
        attachments = scope.declareList("letter.attachments")
    }

    private mutating func declarePeople(_ definition: LetterDefinition, _ sender: Sender?) {
        constant("contact.name", definition.contact?.name)
        constant("contact.phone", definition.contact?.phone)
        constant("contact.email", definition.contact?.email?.description)
        constant("sender.name", sender?.name)
        constant("sender.address", sender?.address)
        constant("sender.postcode", sender?.postcode?.description)
        constant("sender.place", sender?.place)
        constant("sender.email", sender?.email?.description)
        constant("sender.phone", sender?.phone)
        constant("sender.website", sender?.website)
        constant("sender.tooi", sender?.tooi)
        constant("signatory.closing", definition.signatory?.closing)
        constant("signatory.on_behalf_of", definition.signatory?.onBehalfOf)
        constant("signatory.name", definition.signatory?.name)
        constant("signatory.title", definition.signatory?.title)
        constant("signatory.signature", definition.signatory?.signature)
    }
}
