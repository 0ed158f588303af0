import ArgumentParser
import Exporter
import Printing
import Registry
import Templating
import Workspace

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show where every printed value of one letter comes from.",
        discussion: """
            For each value: as it is printed, what is printed, and what that was made of: file, cell, reference date \
            (peildatum), source and formula. With --pdf also on which pages it is, as read back from the letter's PDF. \
            Of a mailing, named by its number, the frozen letter is explained, from the frozen files.

            --csv prints the values and what each is made of, a line for each of these, for a spreadsheet.
            """)

    @OptionGroup var arguments: LetterArguments

    @Argument(help: "The recipient's code, such as GM0150.")
    var code: String

    @Flag(help: "Make the PDF, and tell the pages.")
    var pdf = false

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    func run() async throws {
        var frozenPDF: [UInt8]?
        let compiled: CompiledLetter
        if let number = arguments.mailing {
            (compiled, frozenPDF) = try frozen(number)
        } else {
            compiled = try arguments.compiled()
        }
        let recipient = try compiled.recipient(code)
        let explanation = Explanation(compiled, recipient)
        let pages = pdf ? try await pages(of: recipient, compiled, frozenPDF) : nil
        if json {
            let inPages = pages.map { pages in { (item: Explanation.Item) in pages.pages(of: item) } }
            let json = explanation.json(of: compiled.letter.name, to: recipient, pages: inPages)
            Console.print(String(decoding: json.dropLast(), as: UTF8.self))
        } else if csv {
            Console.write(
                Spreadsheet.csv(Self.rows(explanation, in: compiled.letter.language), in: compiled.letter.language))
        } else {
            Console.print("\(recipient.name) (\(recipient.code)), letter \(compiled.letter.name)")
            for item in explanation.items { show(item, pages?.pages(of: item)) }
        }
    }

    /// The letter of a mailing. When this program does not make of the frozen files what was frozen, it says so, and
    /// ends the command: an explanation of another letter is none.
    private func frozen(_ number: Int) throws -> (CompiledLetter, pdf: [UInt8]?) {
        let registry = try RegistryArguments(workspace: arguments.workspace).open().registry
        let frozen = try refusing { () throws(RegistryError) in try registry.letter(of: number) }
        let recipient = try frozen.compiled.recipient(code)
        let bytes = try LetterFiller(frozen.compiled).fill(recipient, as: .odt)
        let kept = try refusing { () throws(RegistryError) in
            try registry.document(of: number, to: recipient.code.description, as: .odt)
        }
        guard kept == bytes else {
            Console.note(
                "error: this version of oproep makes another letter of the frozen files than the one that froze them: "
                    + "explain it with that one; 'oproep render \(number)' writes what was frozen")
            throw ExitCode.refused
        }
        let pdf = try refusing { () throws(RegistryError) in
            try registry.document(of: number, to: recipient.code.description, as: .pdf)
        }
        return (frozen.compiled, pdf)
    }

    private static func rows(_ explanation: Explanation, in language: Language) -> [[String]] {
        let header = [
            "text", "expression", "name", "value", "file", "cell", "raw", "label", "as_of", "source", "formula", "rows",
        ]
        func rows(_ input: Explanation.Input) -> [[String]] {
            let origin = input.origin
            let own = [
                input.path, Spreadsheet.text(input.value, in: language), origin.place.file, origin.place.cell ?? "",
                origin.text ?? "",
                origin.label ?? "", origin.asOf?.description ?? "", origin.source ?? "", origin.formula ?? "",
                origin.rows.map(String.init) ?? "",
            ]
            return [own] + input.inputs.flatMap(rows)
        }
        return [header]
            + explanation.items.flatMap { item in
                let inputs = item.inputs.flatMap(rows)
                let empty = Array(repeating: "", count: header.count - 2)
                return (inputs.isEmpty ? [empty] : inputs).map { [item.text, item.expression] + $0 }
            }
    }

    /// In the PDF that was frozen, when there is one.
    private func pages(
        of recipient: LetterRecipient, _ compiled: CompiledLetter, _ frozen: [UInt8]?
    ) async throws -> PrintedPages {
        Interruption.listen()
        defer { Interruption.stopListening() }
        do throws(LetterFailure) {
            if let frozen { return try await PrintedPages(in: frozen, of: recipient, compiled) }
            return try await PrintedPages(of: recipient, compiled) { !Interruption.isRequested }
        } catch {
            throw Console.end(error)
        }
    }

    private func show(_ item: Explanation.Item, _ pages: [Int]?) {
        let text = item.text.split(separator: "\n").joined(separator: " ⏎ ")
        Console.print("\n\(FittedText.lines(text))")
        Console.print(
            FittedText.lines(
                "{{ \(item.expression) }}  \(item.place.location)\(pages.map(Self.told) ?? "")", after: "  "))
        for input in item.inputs { show(input, depth: 2) }
    }

    /// `, page 1 and 2`
    private static func told(_ pages: [Int]) -> String {
        pages.isEmpty ? ", on no page" : ", page \(pages.map(String.init).joined(separator: " and "))"
    }

    private func show(_ input: Explanation.Input, depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        var line = "\(input.path) = \(input.value)"
        let origin = input.origin
        if let formula = origin.formula { line += " = \(formula)" }
        line += "  \(origin.place.location)"
        let facts = [
            origin.rows.map { "sum of \($0) rows" }, origin.skipped.map { "\($0) of these without a value, skipped" },
            origin.label, origin.asOf.map { "peildatum \($0)" },
            origin.source.map { "bron: \($0)" },
        ].compactMap(\.self)
        Console.print(FittedText.lines(line, after: indent))
        if !facts.isEmpty { Console.print(FittedText.lines(facts.joined(separator: "; "), after: "\(indent)    ")) }
        for input in input.inputs { show(input, depth: depth + 1) }
    }
}

extension Place {
    /// `figures.csv:5:3 (C5)`.
    var location: String {
        var text = file
        if let line { text += ":\(line)" }
        if let column { text += ":\(column)" }
        if let cell { text += " (\(cell))" }
        return text
    }
}

extension CompiledLetter {
    /// The recipient of a code, in either case; ends the command when there is none.
    func recipient(_ code: String) throws -> LetterRecipient {
        if let found = letter.recipients.first(where: { "\($0.code)".lowercased() == code.lowercased() }) {
            return found
        }
        Console.note("error: this letter has no recipient '\(code)'\(hint(for: code))")
        throw ExitCode.refused
    }

    private func hint(for code: String) -> String {
        if code.contains(",") { return ": name one" }
        if letter.isInList(code) { return ", who is in the list, and is not written to" }
        let codes = letter.recipients.map { "\($0.code)" }
        // People leave out the letters that a code begins with.
        let near = nearest(to: code, among: codes) ?? codes.first { $0.hasSuffix(code) }
        return near.map { "; did you mean '\($0)'?" } ?? ""
    }
}
