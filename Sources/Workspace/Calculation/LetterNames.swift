import Templating

/// The names that a letter may use, and where each of them gets its value.
///
/// They are declared in the order in which they are calculated: what is derived may use only what stands before it.
struct LetterNames: Sendable {
    /// A value that is the same in every letter.
    struct Constant: Sendable {
        let slot: Int
        let value: Value
        /// It should have a value and has none, which is reported.
        let isRefused: Bool
    }

    /// A table, and where what its rows add up to is put.
    struct Table: Sendable {
        let index: Int
        let count: Int
        /// Of columns with numbers.
        let sums: [(column: Int, slot: Int)]

        fileprivate init(_ index: Int, _ path: String, _ columns: [Scope.Column], _ scope: Scope) {
            self.index = index
            count = scope.slot(of: "count(\(path))") ?? 0
            sums = columns.indices.compactMap { column in
                scope.slot(of: "sum(\(path).\(columns[column].name))").map { (column, $0) }
            }
        }
    }

    private(set) var scope = Scope()
    private(set) var constants: [Constant] = []
    /// Slot and column of the list of recipients.
    private(set) var recipient: [(slot: Int, column: Int)] = []
    let channel: Int
    let knowsRecipients: Bool
    private(set) var figuresCode: Int?
    /// For each declared column of the figures.
    private(set) var figures: [Int] = []
    private(set) var tables: [Table] = []
    /// The slot of `total.x`, by `x`.
    private(set) var totals: [String: Int] = [:]
    let copies: Int
    let attachments: Int
    /// Of the mailing that the letter follows on; empty in a letter that follows on none.
    let previous: (reference: Int, date: Int, sentOn: Int)

    init(_ definition: LetterDefinition, _ settings: Settings?, list: CSVTable?) {
        knowsRecipients = list != nil
        channel = scope.declare("recipient.channel", .text)
        copies = scope.declareList("letter.copies")
        attachments = scope.declareList("letter.attachments")
        previous = (
            scope.declare("previous.reference", .text), scope.declare("previous.date", .date),
            scope.declare("previous.sent_on", .date)
        )
        // Without the list nobody knows which columns it has.
        if list == nil { scope.leaveOpen("recipient") }
        declareRecipient(list)
        declareFigures(definition.figures)
        for table in definition.tables {
            let columns = table.columns.map { Scope.Column(name: $0.name, type: $0.type.valueType) }
            let index = scope.declareTable("tables.\(table.name)", columns: columns)
            tables.append(Table(index, "tables.\(table.name)", columns, scope))
        }
        declareLetter(definition)
        declarePeople(definition)
        declareSender(settings)
        for value in definition.values {
            constant("values.\(value.name)", value.type.valueType, value.value, isRefused: value.value == nil)
        }
    }

    mutating func declare(_ path: String, _ type: ValueType) -> Int { scope.declare(path, type) }

    /// These will be declared, and may not be used before.
    mutating func announce(_ paths: [String]) { scope.announce(paths) }

    mutating func withdraw(_ path: String) { scope.withdraw(path) }

    mutating func declareTotal(_ name: String, _ type: ValueType) -> Int {
        let slot = scope.declare("total.\(name)", type)
        totals[name] = slot
        return slot
    }

    private mutating func declareRecipient(_ list: CSVTable?) {
        for (column, name) in (list?.header ?? []).enumerated()
        where Identifier.isValid(name) && scope.entries["recipient.\(name)"] == nil {
            recipient.append((scope.declare("recipient.\(name)", .text), column))
        }
        // These may be asked for whether or not the list has them.
        for column in RecipientColumn.allCases where scope.entries["recipient.\(column.rawValue)"] == nil {
            scope.declare("recipient.\(column.rawValue)", .text)
        }
    }

    private mutating func declareFigures(_ definition: TableDefinition?) {
        guard let definition else { return }
        figuresCode = scope.declare("figures.code", .text)
        for column in definition.columns {
            figures.append(scope.declare("figures.\(column.name)", column.type.valueType))
        }
        for column in definition.columns where column.type.isNumeric {
            _ = declareTotal(column.name, column.type.valueType)
        }
    }

    private mutating func constant(_ path: [String], _ text: String?, in file: YAMLFile?) {
        // What is written and yet has no value was refused.
        let isRefused = text == nil && file?.node(path) != nil
        constant(path.joined(separator: "."), .text, text.map(Value.text), isRefused: isRefused)
    }

    private mutating func constant(_ path: String, _ type: ValueType, _ value: Value?, isRefused: Bool = false) {
        let slot = scope.declare(path, type)
        constants.append(Constant(slot: slot, value: value ?? .empty, isRefused: isRefused))
    }

    private mutating func declareLetter(_ definition: LetterDefinition) {
        let isReplyByRefused = definition.replyBy == nil && definition.file.node(["reply_by"]) != nil
        let isCaseRefused = definition.caseNumber == nil && definition.file.node(["case"]) != nil
        constant("letter.date", .date, definition.date.map(Value.date), isRefused: definition.date == nil)
        constant("letter.reply_by", .date, definition.replyBy.map(Value.date), isRefused: isReplyByRefused)
        constant("letter.case", .text, definition.caseNumber.map(Value.text), isRefused: isCaseRefused)
        constant("letter.language", .text, .text(definition.language.description))
        // Figures have both, or that is reported.
        let (source, asOf) = (definition.figures?.source, definition.figures?.asOf)
        let hasFigures = definition.figures != nil
        constant("letter.source", .text, source.map(Value.text), isRefused: hasFigures && source == nil)
        constant("letter.as_of", .date, asOf.map(Value.date), isRefused: hasFigures && asOf == nil)
    }

    private mutating func declarePeople(_ definition: LetterDefinition) {
        let (contact, signatory, file) = (definition.contact, definition.signatory, definition.file)
        constant(["contact", "name"], contact?.name, in: file)
        constant(["contact", "phone"], contact?.phone, in: file)
        constant(["contact", "email"], contact?.email?.description, in: file)
        constant(["signatory", "closing"], signatory?.closing, in: file)
        constant(["signatory", "on_behalf_of"], signatory?.onBehalfOf, in: file)
        constant(["signatory", "name"], signatory?.name, in: file)
        constant(["signatory", "title"], signatory?.title, in: file)
        constant(["signatory", "signature"], signatory?.signature, in: file)
    }

    private mutating func declareSender(_ settings: Settings?) {
        let (sender, file) = (settings?.sender, settings?.file)
        constant(["sender", "name"], sender?.name, in: file)
        constant(["sender", "address"], sender?.address, in: file)
        constant(["sender", "postcode"], sender?.postcode?.description, in: file)
        constant(["sender", "place"], sender?.place, in: file)
        constant(["sender", "email"], sender?.email?.description, in: file)
        constant(["sender", "phone"], sender?.phone, in: file)
        constant(["sender", "website"], sender?.website, in: file)
        constant(["sender", "tooi"], sender?.tooi, in: file)
    }
}
