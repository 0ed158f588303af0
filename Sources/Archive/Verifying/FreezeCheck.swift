internal import Exporter
internal import Foundation

/// Proves that what was frozen and approved is what is there.
struct FreezeCheck {
    private(set) var problems: [String] = []
    private(set) var recipients = 0
    private(set) var isApproved = false
    /// What the letters were made from: names from the workspace, and SHA-256.
    private(set) var sources: [(name: String, sha256: String)] = []
    /// Of each letter: code, format, and SHA-256.
    private(set) var letters: [(code: String, format: String, sha256: String)] = []
    /// The name of the letter.
    private(set) var letter = ""
    /// What the mailing is of an earlier one.
    private(set) var relation: (name: String, mailing: Int)?

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
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let values = try? JSONDecoder().decode([Scalar].self, from: Data(line)), read(values) else {
                problems.append("'\(contents.freezePath)' line \(index + 1) is not as oproep writes it")
                continue
            }
        }
        for (code, format, sha256) in letters where !contents.hasLetter(sha256, to: code, as: format) {
            problems.append("the letter to \(code) (\(format)) is not there as it was frozen")
        }
        let kept = Set(contents.sources.compactMap(\.sha256))
        for source in sources where !kept.contains(source.sha256) {
            problems.append("'\(source.name)', which the letters were made from, is not there as it was frozen")
        }
    }

    /// Takes in a line. False when it is not one of ours.
    private mutating func read(_ values: [Scalar]) -> Bool {
        let texts = values.map(\.text)
        switch (texts.first ?? nil, texts.count) {
        case ("oproep-freeze", 2), ("dispatch", 5): return true
        case ("recipient", 6):
            recipients += 1
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
            letters.append((code, format, sha256))
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

extension BagContents {
    /// Whether a letter is there: in a folder that begins with the code, as a file of the folder's name.
    fileprivate func hasLetter(_ sha256: String, to code: String, as format: String) -> Bool {
        let ext = Format(rawValue: format)?.fileExtension ?? format
        return files(with: sha256).contains { file in
            let parts = file.path.split(separator: "/")
            guard parts.count == 4, parts[3] == "\(parts[2]).\(ext)" else { return false }
            let folder = parts[2].lowercased().drop { $0 == "_" }
            let rest = folder.dropFirst(code.count)
            return folder.hasPrefix(code.lowercased()) && (rest.isEmpty || rest.first == "-" || rest.first == "_")
        }
    }
}
