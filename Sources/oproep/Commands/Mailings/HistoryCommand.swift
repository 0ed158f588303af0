import ArgumentParser
import Foundation
import Registry
import Templating
import Workspace

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show what happened with one recipient, over all mailings.",
        discussion: """
            In the order in which it was recorded, with the number of each event. After a merger (herindeling) the \
            recipients that it followed on, and those that followed on it, are shown as well, as the column 'successor' \
            of a list tells.

            --json prints {"codes", "name", "events": [{"event", "time", "actor", "mailing", "letter", "code", "kind", \
            "channel", "on", "note", "retracted"}]}; --csv the same for a spreadsheet.
            """)

    @Argument(help: "The recipient's code, such as GM0150.")
    var code: String

    @Option(
        help: ArgumentHelp("Also write what came in, such as answers, to this new directory.", valueName: "directory"),
        completion: .directory)
    var files: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    @OptionGroup var arguments: RegistryArguments

    private struct Report: Encodable {
        struct Entry: Encodable {
            let event: Int
            let time: String
            let actor: String
            let mailing: Int
            let letter: String
            let code: String
            let kind: String
            @NullWhenNil var channel: String?
            @NullWhenNil var on: String?
            @NullWhenNil var note: String?
            let retracted: Bool

            init(_ entry: History.Entry) {
                event = entry.event
                time = entry.time
                actor = entry.actor
                mailing = entry.mailing
                letter = entry.letter
                code = entry.code
                kind = entry.kind.rawValue
                channel = entry.channel?.rawValue
                on = entry.day?.description
                note = entry.note
                retracted = entry.isRetracted
            }
        }

        let codes: [String]
        let name: String
        let events: [Entry]
    }

    func run() throws {
        let opened = try arguments.open()
        let (registry, settings) = (opened.registry, opened.settings)
        let workspace = try arguments.workspace.find()
        let history = try refusing { () throws(RegistryError) in
            try registry.history(of: code, successors: workspace.successors)
        }
        if let files {
            try workspace.requireOutside(files, registry)
            try write(history, registry, to: files)
        }
        let entries = history.entries.map(Report.Entry.init)
        if json {
            return Console.print(try JSON.text(Report(codes: history.codes, name: history.name, events: entries)))
        }
        if csv {
            let header = [
                "event", "time", "actor", "mailing", "letter", "code", "kind", "channel", "on", "note", "retracted",
            ]
            let rows = entries.map { entry in
                [
                    "\(entry.event)", entry.time, entry.actor, "\(entry.mailing)", entry.letter, entry.code, entry.kind,
                    entry.channel ?? "", entry.on ?? "", entry.note ?? "", entry.retracted ? "yes" : "",
                ]
            }
            return Console.write(Spreadsheet.csv([header] + rows, in: settings.language.language))
        }
        Console.print("\(history.name) (\(history.codes.joined(separator: ", ")))")
        for entry in history.entries { show(entry, isOther: history.codes.count > 1, in: settings.timeZone) }
    }

    /// Each as `31-antwoord.eml`: the number of its event, and the name that it came with.
    private func write(_ history: History, _ registry: Registry, to path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        } catch {
            Console.note("error: the directory '\(path)' cannot be made: is it there already, and who may write there?")
            throw ExitCode.refused
        }
        let destroyed = Set(history.entries.filter { $0.kind == .destroyed }.map(\.mailing))
        for entry in history.entries {
            guard let name = entry.fileName else { continue }
            if destroyed.contains(entry.mailing) {
                Console.note("what came with event \(entry.event) was destroyed with mailing \(entry.mailing)")
                continue
            }
            let bytes = try refusing { () throws(RegistryError) in try registry.file(ofEvent: entry.event) }
            let file = "\(path)/\(entry.event)-\(Self.safe(name))"
            guard FileManager.default.createFile(atPath: file, contents: Data(bytes)) else {
                Console.note("error: '\(file)' cannot be written: is there room on the disk?")
                throw ExitCode.outputFailed
            }
        }
    }

    /// A name that leads nowhere else, on any file system.
    private static func safe(_ name: String) -> String {
        let plain = name.unicodeScalars.map { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "._-".unicodeScalars.contains(scalar))
                ? Character(scalar) : "-"
        }
        return String(plain.suffix(100))
    }

    private func show(_ entry: History.Entry, isOther: Bool, in zone: LocalZone) {
        let day = (entry.day ?? zone.day(of: entry.time))?.description ?? entry.time
        var words = entry.kind.rawValue
        if let channel = entry.channel { words += " (\(channel.rawValue))" }
        if entry.isRetracted { words += ", taken back" }
        let code = isOther ? "  \(entry.code)" : ""
        // What people look for stands first.
        let reason = entry.note.map { "\($0)  " } ?? ""
        let line =
            "\(reason)mailing \(entry.mailing) \(entry.letter)\(code)  by \(entry.actor)  event \(entry.event)"
        Console.print(FittedText.lines(line, after: "\(day)  \(Columns.left(words, 22))  "))
    }
}
