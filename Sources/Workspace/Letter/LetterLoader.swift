import Templating

/// Reads the files of a letter in their order, going on after every error.
struct LetterLoader {
    private static let houseStyleLimit = 20_000_000

    private let name: String
    private let workspace: WorkspaceDirectory
    private let previous: PreviousMailings
    private let record = FileRecord()
    private let files: LetterFiles
    private(set) var diagnostics = Diagnostics()

    init(_ name: String, in workspace: WorkspaceDirectory, after previous: PreviousMailings) {
        self.name = name
        self.workspace = workspace.recording(record)
        self.previous = previous
        files = LetterFiles(
            directory: "\(workspace.path)/letters/\(name)", name: "letters/\(name)", record: record)
    }

    private var folder: String { "letters/\(name)" }
    private var letterFile: String { "\(folder)/\(LetterDefinition.fileName)" }

    mutating func load() -> Letter? {
        let settings = Settings.read(workspace, diagnostics: &diagnostics)
        guard exists(), let definition = definition(settings) else { return nil }
        let previous = previousMailing(definition.addressees)
        let tables = tables(definition, settings, previous)
        var names = LetterNames(definition, settings, list: tables.list?.table)
        let formulas = LetterFormulas(definition, names: &names, diagnostics: &diagnostics)
        let calculation = LetterCalculation(
            definition, names: names, formulas: formulas, tables: tables, previous: previous)
        diagnostics.add(calculation.diagnostics)

        checkFiles(definition, isPrinted: calculation.addressed.contains(where: \.channel.usesPost))
        if let settings, settings.emailSender == nil, calculation.addressed.contains(where: \.channel.usesEmail) {
            diagnostics.add(.noEmailSender, at: settings.file.place(["sender"]))
        }
        if let settings { diagnostics.add(settings.toFillIn) }
        diagnostics.add(definition.toFillIn)
        let emailText = definition.email?.text.flatMap { text(of: $0, definition, ["email", "text"]) }
        let houseStyle = settings.flatMap { self.houseStyle($0) }
        let letterText = text()
        for text in [letterText, emailText].compactMap(\.self) {
            diagnostics.look(at: text, names: names.scope.entries.keys)
        }
        guard let text = letterText, let settings, let houseStyle, names.knowsRecipients else { return nil }
        return Letter(
            name: name, directory: "\(workspace.path)/\(folder)", settings: settings, definition: definition,
            language: definition.language.language, text: text, houseStyle: houseStyle, emailText: emailText,
            emailSubject: formulas.emailSubject, scope: names.scope,
            recipients: calculation.addressed, files: files, record: record, values: calculation.values)
    }

    /// The mailing that the letter is a reminder of, or a correction.
    private mutating func previousMailing(_ addressees: Addressees?) -> PreviousMailing? {
        var found = previous.corrected
        if let addressees, let number = addressees.unanswered {
            found = previous.find(number)
            if found == nil { diagnostics.add(.noMailing(number), at: addressees.unansweredPlace) }
        }
        if let found { record.add(found.csv, as: found.fileName) }
        return found
    }

    /// A letter's name is that of its folder, and never a way to another one.
    private mutating func exists() -> Bool {
        let known = workspace.letterNames
        if known.contains(name) { return true }
        let isFolder = !name.isEmpty && !name.contains("/") && !name.hasPrefix(".") && workspace.isFolder(folder)
        diagnostics.add(
            isFolder ? .missingFile(letterFile) : .missingLetter(name, known: known),
            at: Place(file: isFolder ? letterFile : "letters"))
        return false
    }

    private mutating func definition(_ settings: Settings?) -> LetterDefinition? {
        LetterDefinition.read(
            workspace.file(letterFile), standardLanguage: settings?.language ?? .dutch, diagnostics: &diagnostics)
    }

    // MARK: Tables

    private mutating func tables(
        _ definition: LetterDefinition, _ settings: Settings?, _ previous: PreviousMailing?
    ) -> LetterTables {
        let list = definition.addressees.flatMap {
            self.list($0, settings?.delivery.channel ?? .manual, previous)
        }
        let figures = definition.figures.flatMap { table($0, definition, list) }
        return LetterTables(
            list: list, figures: figures, tables: definition.tables.map { table($0, definition, list) })
    }

    private mutating func list(
        _ addressees: Addressees, _ channel: Channel, _ previous: PreviousMailing?
    ) -> RecipientList? {
        guard let name = addressees.list ?? (addressees.unanswered == nil ? nil : previous?.list) else { return nil }
        let known = workspace.listNames
        guard known.contains(name) else {
            diagnostics.add(
                .missingList(name, known: known, saved: workspace.spreadsheet(ofList: name)), at: addressees.place)
            return nil
        }
        return RecipientList.read(
            workspace.file("recipients/\(name).csv"), standardChannel: channel, diagnostics: &diagnostics)
    }

    private mutating func table(
        _ definition: TableDefinition, _ letter: LetterDefinition, _ list: RecipientList?
    ) -> TypedTable? {
        guard let path = definition.file, let file = existing(path, namedAt: definition.place) else { return nil }
        return TypedTable.read(
            file, definition, letterFile: letterFile, language: letter.language.language, list: list,
            diagnostics: &diagnostics)
    }

    // MARK: Other files

    /// A file that `letter.yaml` names, in the letter's folder or in `letters/`.
    private mutating func existing(_ path: String, namedAt place: Place) -> DiskFile? {
        do throws(FileError) {
            let file = try files.file(path)
            guard !file.exists else { return file }
            if files.names.contains(path) {
                throw FileError(.notAFile(file.name, because: "it is not an ordinary file"))
            }
            throw FileError(.missingFile(file.name, meant: nearest(to: path, among: files.names)))
        } catch {
            diagnostics.add(error.problem, at: place)
            return nil
        }
    }

    private mutating func text() -> SourceFile? {
        let text = workspace.file("\(folder)/letter.md")
        let writers = ["letter.odt", "letter.fodt"]
        if !text.exists, let writer = writers.first(where: { workspace.file("\(folder)/\($0)").exists }) {
            diagnostics.add(.writerTextNotAvailable(writer), at: Place(file: "\(folder)/\(writer)"))
            return nil
        }
        return SourceFile.read(text, diagnostics: &diagnostics)
    }

    private mutating func text(of path: String, _ definition: LetterDefinition, _ keys: [String]) -> SourceFile? {
        let place = definition.file.place(keys)
        return existing(path, namedAt: place).flatMap { SourceFile.read($0, diagnostics: &diagnostics) }
    }

    private mutating func houseStyle(_ settings: Settings) -> HouseStyleFile? {
        let isWritten = settings.file.node(["house_style"]) != nil
        let place = isWritten ? settings.file.place(["house_style"]) : Place(file: settings.houseStyle)
        do throws(FileError) {
            let file = try workspace.file(inside: settings.houseStyle)
            return HouseStyleFile(name: file.name, bytes: try file.bytes(limit: Self.houseStyleLimit))
        } catch {
            diagnostics.add(error.problem, at: place)
            return nil
        }
    }

    /// What is sent along or printed must be there.
    /// `isPrinted` whether anything of it goes by post.
    private mutating func checkFiles(_ definition: LetterDefinition, isPrinted: Bool) {
        if let signature = definition.signatory?.signature {
            _ = existing(signature, namedAt: definition.file.place(["signatory", "signature"]))
        }
        for attachment in definition.file.node(["attachments"])?.items ?? [] {
            guard case .text(let path) = attachment.content, definition.attachments.contains(path) else { continue }
            let place = definition.file.source.place(attachment.range)
            if isPrinted, !path.lowercased().hasSuffix(".pdf") { diagnostics.add(.notPrintable(path), at: place) }
            _ = existing(path, namedAt: place)
        }
    }
}
