internal import Exporter
internal import Registry

/// Proves that the documents are those of what was frozen and of the events, each in its own place, and that there are
/// no others.
struct RecordsCheck {
    private(set) var problems: [String] = []

    private let contents: BagContents
    private let dossier: String
    /// What may be there, from the folder of the dossier.
    private var known: Set<String> = []

    init(_ contents: BagContents, _ events: EventsCheck, _ freeze: FreezeCheck) {
        self.contents = contents
        dossier = contents.dossier ?? ""
        let names = Dictionary(
            freeze.recipients.map { recipient in
                let ways = [RecordName.letter, RecordName.wholeLetter].map { $0(recipient.code, recipient.name) }
                let found = ways.first { contents["\(contents.dossier ?? "")/\($0)/\($0)\(Sidecar.ofObject)"] != nil }
                return (recipient.code, found ?? ways[0])
            }
        ) { first, _ in first }
        proveLetters(freeze, names)
        proveWhole(events, freeze)
        for (code, events) in events.byCode.sorted(by: { $0.key < $1.key }) {
            guard let letter = names[code] else {
                problems.append("events tell of \(code), to whom no letter was frozen")
                continue
            }
            for (event, sha256) in events.messages where !isThere(RecordName.message(event, letter), sha256) {
                problems.append("the e-mail to \(code) of event \(event.id) is not there as it was sent")
            }
            for (event, sha256) in events.incoming where !isThere(RecordName.incoming(event, letter), sha256) {
                problems.append("what came of \(code) with event \(event.id) is not there as it came")
            }
        }
        proveSources(freeze)
        let prefix = contents.prefix
        known.insert(contents.eventsName)
        for file in ["bevriezing.jsonl", "accordering.html", "documentatie.md"] {
            require("\(prefix)_\(file.prefix { $0 != "." })/\(prefix)_\(file)")
        }
        proveNothingElse()
    }

    private mutating func proveLetters(_ freeze: FreezeCheck, _ names: [String: String]) {
        for (code, letter) in names.sorted(by: { $0.key < $1.key }) {
            require("\(letter)/\(RecordName.provenance(letter))")
            for copy in [letter, RecordName.letter(code: code, name: "")].map(RecordName.copy) {
                known.formUnion(["\(copy)/\(copy).odt", "\(copy)/\(copy)\(Sidecar.ofDiWoo)"])
            }
        }
        for document in freeze.letters {
            let ext = Format(rawValue: document.format)?.fileExtension ?? document.format
            let path = names[document.code].map { "\($0)/\($0).\(ext)" } ?? ""
            known.insert(path)
            if contents["\(dossier)/\(path)"]?.sha256 != document.sha256 {
                problems.append("the letter to \(document.code) (\(document.format)) is not there as it was frozen")
            }
        }
    }

    /// The chain of events has of others no more than a hash, so that one of this mailing could pass for another's.
    /// What a mailing cannot be finished without must be there.
    private mutating func proveWhole(_ events: EventsCheck, _ freeze: FreezeCheck) {
        for (code, channels) in freeze.channels.sorted(by: { $0.key < $1.key }) {
            let happened = events.byCode[code] ?? []
            if !happened.isFinished(by: DispatchChannel.allCases.filter(channels.contains)) {
                problems.append("the events do not tell how the letter to \(code) left, or that it did not")
            }
            if happened.haveLeft, !freeze.isApproved {
                problems.append("the letter to \(code) left, and the events do not tell who approved it")
            }
        }
    }

    private mutating func require(_ path: String) {
        known.insert(path)
        if contents["\(dossier)/\(path)"] == nil { problems.append("'\(path)' is not there") }
    }

    private mutating func proveSources(_ freeze: FreezeCheck) {
        let sources = contents.sources
        for (index, source) in freeze.sources.enumerated() {
            let start = "\(dossier)/\(RecordName.source(index + 1, contents.prefix))"
            let found = sources.filter { $0.path.hasPrefix(start) }
            if found.count != 1 || found.first?.sha256 != source.sha256 {
                problems.append("'\(source.name)', which the letters were made from, is not there as it was frozen")
            }
            known.formUnion(found.map { inDossier($0.path) })
        }
    }

    private mutating func proveNothingElse() {
        let folders = Set(known.map(Self.folder))
        for file in contents.payload where file.path.hasPrefix("\(dossier)/") {
            let path = inDossier(file.path)
            if Sidecar.isOne(path) ? !folders.contains(Self.folder(of: path)) : !known.contains(path) {
                problems.append("'\(file.path)' is of nothing that was frozen or happened")
            }
        }
    }

    /// Whether the one file of a folder is there, which has its name and any extension.
    private mutating func isThere(_ name: String, _ sha256: String) -> Bool {
        let start = "\(dossier)/\(name)/\(name)."
        guard let found = contents.files(with: sha256).first(where: { $0.path.hasPrefix(start) }) else { return false }
        known.insert(inDossier(found.path))
        return true
    }

    private func inDossier(_ path: String) -> String { String(path.dropFirst(dossier.count + 1)) }

    private static func folder(of path: String) -> Substring {
        path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    }
}
