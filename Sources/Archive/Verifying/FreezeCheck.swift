internal import Exporter
internal import Foundation
internal import Registry

/// Proves what was frozen and approved, and tells what that is.
struct FreezeCheck {
    /// A document of a recipient.
    struct Letter: Sendable {
        let code: String
        let format: String
        let sha256: String
    }

    private(set) var problems: [String] = []
    private(set) var recipients: [(code: String, name: String)] = []
    private(set) var isApproved = false
    /// The ways that a letter goes, by code.
    private(set) var channels: [String: [DispatchChannel]] = [:]
    /// What the letters were made from: names from the workspace, and SHA-256.
    private(set) var sources: [(name: String, sha256: String)] = []
    private(set) var letters: [Letter] = []
    /// The name of the letter.
    private(set) var letter = ""
    /// What the mailing is of an earlier one.
    private(set) var relation: (name: String, mailing: Int)?

    /// After so many nothing is read any more: it takes long to find out that a line is none.
    private static let maximumProblems = 100

    init(_ bytes: [UInt8]?, _ contents: BagContents, _ info: BagInfo?, _ events: EventsCheck) {
        guard let bytes else {
            problems = ["'\(contents.freezePath)' is not there, or cannot be read"]
            return
        }
        isApproved = !events.approved.isEmpty
        let sha256 = ContentHash(of: bytes).hex
        if events.frozen.isEmpty || Set(events.frozen + events.approved + [info?[BagInfo.freeze] ?? ""]) != [sha256] {
            problems.append("'\(contents.freezePath)' is not what was frozen and approved")
        }
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated()
        where problems.count < Self.maximumProblems {
            guard let values = try? JSONDecoder().decode([Scalar].self, from: Data(line)), read(values) else {
                problems.append("'\(contents.freezePath)' line \(index + 1) is not as oproep writes it")
                continue
            }
        }
    }

    /// Takes in a line. False when it is not one of ours.
    private mutating func read(_ values: [Scalar]) -> Bool {
        let texts = values.map(\.text)
        switch (texts.first ?? nil, texts.count) {
        case ("oproep-freeze", 2): return true
        case ("dispatch", 5):
            guard let code = texts[1], let channel = texts[2].flatMap(DispatchChannel.init) else { return false }
            channels[code, default: []].append(channel)
            return true
        case ("recipient", 6):
            guard let code = texts[2], let name = texts[3] else { return false }
            recipients.append((code, name))
            return true
        case ("mailing", 11):
            letter = texts[2] ?? ""
            if let name = texts[8], case .number(let mailing) = values[9] { relation = (name, mailing) }
            return true
        case ("source", 3):
            guard let name = texts[1], let sha256 = texts[2] else { return false }
            sources.append((name, sha256))
            return true
        case ("letter", 4):
            guard let code = texts[1], let format = texts[2], let sha256 = texts[3] else { return false }
            letters.append(Letter(code: code, format: format, sha256: sha256))
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
