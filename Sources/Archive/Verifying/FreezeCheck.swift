internal import Exporter
internal import Foundation
internal import Registry

/// Proves what was frozen and approved, and tells what that is: recipients, letters and dispatches in the ledger.
struct FreezeCheck {
    private(set) var problems = Findings()
    private(set) var isApproved = false
    /// What the letters were made from: names from the workspace, and SHA-256.
    private(set) var sources: [(name: String, sha256: String)] = []
    /// The name of the letter.
    private(set) var letter = ""
    /// What the mailing is of an earlier one.
    private(set) var relation: (name: String, mailing: Int)?
    /// How many recipients.
    private(set) var recipients = 0

    /// After so many nothing is read any more: it takes long to find out that a line is none.
    private static let maximumProblems = 100
    /// More than any letter is made from.
    private static let maximumSources = 10_000

    init(_ bag: inout BagReader, limit: Int, _ info: BagInfo?, _ events: EventsCheck) throws {
        let ledger = bag.ledger
        let path = ledger.freezePath
        isApproved = !events.approved.isEmpty
        guard let file = try ledger.file(path), let sha256 = try ledger.sha256(of: file) else {
            problems.append("'\(path)' is not there, or cannot be read")
            return
        }
        if events.frozen.isEmpty
            || events.frozen.union(events.approved).union([info?[BagInfo.freeze] ?? ""]) != [sha256]
        {
            problems.append("'\(path)' is not what was frozen and approved")
        }
        var number = 0
        var found = self
        let isRead = try bag.lines(of: path, limit: limit) { line, _ in
            number += 1
            guard found.problems.count < Self.maximumProblems else { return }
            if let line, line.isEmpty { return }
            guard let line, let values = try? JSONDecoder().decode([Scalar].self, from: Data(line)),
                try found.read(values, ledger)
            else { return found.problems.append("'\(path)' line \(number) is not as oproep writes it") }
        }
        self = found
        if !isRead { problems.append("'\(path)' is not there, or cannot be read") }
        recipients = try ledger.scratch.number("SELECT count(*) FROM recipient")
    }

    /// Takes in a line. False when it is not one of ours.
    private mutating func read(_ values: [Scalar], _ ledger: BagLedger) throws -> Bool {
        let texts = values.map(\.text)
        switch (texts.first ?? nil, texts.count) {
        case ("oproep-freeze", 2): return true
        case ("dispatch", 5):
            guard let code = texts[1], let channel = texts[2].flatMap(DispatchChannel.init) else { return false }
            try ledger.scratch.run(
                "INSERT INTO dispatch (code, channel) VALUES (?, ?)", [.text(code), .text(channel.rawValue)])
            return true
        case ("recipient", 6):
            guard let code = texts[2], let name = texts[3] else { return false }
            try ledger.scratch.run("INSERT OR IGNORE INTO recipient VALUES (?, ?)", [.text(code), .text(name)])
            return true
        case ("mailing", 11):
            letter = texts[2] ?? ""
            if let name = texts[8], case .number(let mailing) = values[9] { relation = (name, mailing) }
            return true
        case ("source", 3):
            guard let name = texts[1], let sha256 = texts[2], sources.count < Self.maximumSources else { return false }
            sources.append((name, sha256))
            return true
        case ("letter", 4):
            guard let code = texts[1], let format = texts[2], let sha256 = texts[3] else { return false }
            try ledger.scratch.run(
                "INSERT INTO letter (code, format, sha256) VALUES (?, ?, ?)",
                [.text(code), .text(format), .text(sha256)])
            return true
        default: return false
        }
    }

    private enum Scalar: Decodable {
        case text(String)
        case number(Int)
        case null

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let number = try? value.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try value.decode(String.self))
            }
        }

        var text: String? { if case .text(let text) = self { text } else { nil } }
    }
}

extension BagLedger {
    /// As it was found when the file was read.
    func sha256(of file: Listed) throws -> String? {
        try scratch.first("SELECT sha256 FROM file WHERE id = ?", [.number(file.id)]) { $0.textOrNil(0) } ?? nil
    }
}
