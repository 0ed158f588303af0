import Templating

/// The files that a new letter is made from, read.
struct LetterSources {
    private static let figuresLimit = 256_000_000

    let listName: String
    let otherLists: [String]
    let list: RecipientList
    let text: ImportedText?
    let figures: (bytes: [UInt8], proposal: FiguresProposal)?
    /// What did not stop us.
    let diagnostics: Diagnostics

    init(_ workspace: WorkspaceDirectory, text: DiskFile?, figures: DiskFile?) throws(CreationError) {
        let (settings, problems) = workspace.settings()
        guard let settings, !problems.hasErrors else { throw .wrong(problems) }
        var diagnostics = problems

        let lists = workspace.listNames
        guard let listName = lists.first else { throw .noList }
        self.listName = listName
        otherLists = Array(lists.dropFirst())
        let file = workspace.file("recipients/\(listName).csv")
        guard
            let list = RecipientList.read(
                file, standardChannel: settings.delivery.channel,
                diagnostics: &diagnostics)
        else { throw .wrong(diagnostics) }
        self.list = list

        var imported: ImportedText?
        if let text {
            let read = try ImportedText.read(text)
            diagnostics.add(read.warnings)
            imported = read
        }
        self.text = imported
        var found: (bytes: [UInt8], proposal: FiguresProposal)?
        if let figures {
            found = try Self.figures(figures, list, settings.language.language, diagnostics: &diagnostics)
        }
        self.figures = found
        self.diagnostics = diagnostics
    }

    /// Refuses a file that is no table: it is better mended before a letter is made of it.
    private static func figures(
        _ file: DiskFile, _ list: RecipientList, _ language: Language, diagnostics: inout Diagnostics
    ) throws(CreationError) -> (bytes: [UInt8], proposal: FiguresProposal) {
        var problems = Diagnostics()
        let table = CSVReader.read(file, header: .likely, diagnostics: &problems)
        guard let table, !problems.hasErrors else { throw .wrong(problems) }
        diagnostics.add(problems)
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try file.bytes(limit: figuresLimit)
        } catch {
            throw .wrong(Diagnostics(error.problem, at: Place(file: file.name)))
        }
        guard let proposal = FiguresProposal(table, list, language: language) else {
            throw .noKey(
                file: file.name, list: list.table.file, example: list.recipients.first?.code.description,
                names: namesColumn(table, list))
        }
        return (bytes, proposal)
    }

    /// The column with the recipients' names, which is what people join on.
    private static func namesColumn(_ table: CSVTable, _ list: RecipientList) -> String? {
        let names = Set(list.recipients.map { $0.name.lowercased() })
        let index = table.header.indices.first { column in
            let values = table.rows.indices.compactMap { try? table.text($0, column).trimmed.lowercased() }
            return values.count { names.contains($0) } * 2 > values.count
        }
        return index.map { table.header[$0] }
    }
}
