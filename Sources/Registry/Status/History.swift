internal import GRDB
package import Templating

/// What happened with one recipient in all mailings, in the order in which it was recorded.
package struct History: Sendable {
    package struct Entry: Sendable {
        package let event: Int
        /// UTC.
        package let time: String
        package let actor: String
        package let mailing: Int
        package let letter: String
        /// Which of the recipient's codes it was then.
        package let code: String
        package let kind: EventKind
        package let channel: DispatchChannel?
        package let day: CalendarDate?
        /// A reason, a note, what came with it.
        package let note: String?
        package let isRetracted: Bool
        /// The name of the file that came with it.
        package let fileName: String?
    }

    /// With those that it followed on, or that followed on it (herindeling).
    package let codes: [String]
    package let name: String
    package let entries: [Entry]
}

extension Registry {
    /// `successors` are pairs of codes, the second of which took the place of the first, as the lists of the workspace
    /// have them; the registry knows those of its mailings itself.
    package func history(
        of code: String, successors: [(code: String, successor: String)] = []
    ) throws(RegistryError) -> History {
        try read { db in
            let known = try Row.fetchAll(
                db, sql: "SELECT DISTINCT code, successor FROM recipient WHERE successor IS NOT NULL")
            let pairs = try successors + known.map { (code: try $0.text("code"), successor: try $0.text("successor")) }
            let codes = Self.codes(from: code, pairs)
            let marks = codes.map { _ in "?" }.joined(separator: ", ")
            let people = try Row.fetchAll(
                db, sql: "SELECT mailing, code, name FROM recipient WHERE code IN (\(marks)) ORDER BY mailing",
                arguments: StatementArguments(codes))
            guard let last = try people.last(where: { try $0.text("code").uppercased() == codes[0] }) ?? people.last
            else {
                let all = try String.fetchAll(db, sql: "SELECT DISTINCT code FROM recipient")
                let near = nearest(to: code, among: all) ?? all.first { $0.hasSuffix(code) }
                throw RegistryError.refused(
                    "no mailing has a recipient '\(code)'\(near.map { "; did you mean '\($0)'?" } ?? "")")
            }
            let mailings = try Mailing.all(db)
            var entries: [History.Entry] = []
            for person in people {
                let (number, code) = (try person.number("mailing"), try person.text("code"))
                guard let mailing = mailings.first(where: { $0.number == number }) else { continue }
                let events = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT * FROM event WHERE mailing = ? AND (code = ?
                        OR kind IN ('frozen', 'approved', 'exported', 'destroyed')) ORDER BY id
                        """, arguments: [number, code]
                ).map(Event.init)
                let retracted = Set(events.compactMap(\.detail.retracts))
                entries += events.map { event in
                    History.Entry(
                        event: event.id, time: event.time, actor: event.actor, mailing: number, letter: mailing.letter,
                        code: code, kind: event.kind, channel: event.channel, day: event.day, note: event.detail.words,
                        isRetracted: retracted.contains(event.id), fileName: event.detail.fileName)
                }
            }
            return History(
                codes: codes, name: try last.text("name"), entries: entries.sorted { $0.event < $1.event })
        }
    }

    /// What came with an event, as it came.
    package func file(ofEvent id: Int) throws(RegistryError) -> [UInt8] {
        try read { db in
            let hash = try String.fetchOne(db, sql: "SELECT detail ->> 'file' FROM event WHERE id = ?", arguments: [id])
            guard let hash else { throw RegistryError.refused("nothing came with event \(id)") }
            return try db.document(hash)
        }
    }

    /// The code itself, and then those that are tied to it by a merger, one after the other.
    private static func codes(from code: String, _ pairs: [(code: String, successor: String)]) -> [String] {
        var codes = [code.uppercased()]
        var index = 0
        while index < codes.count {
            for pair in pairs {
                let (old, new) = (pair.code.uppercased(), pair.successor.uppercased())
                for (one, other) in [(old, new), (new, old)] where one == codes[index] && !codes.contains(other) {
                    codes.append(other)
                }
            }
            index += 1
        }
        return codes
    }
}

extension EventDetail {
    /// What people wrote, and what came with it.
    fileprivate var words: String? {
        let parts = [
            because, server.map { "the server: \($0)" }, evidence.map { "evidence: \($0)" },
            again.map { "again from \($0)" }, batch.map { "batch \($0)" }, note, mandate.map { "mandate: \($0)" },
            until.map { "until \($0)" },
            fileName.map { "file '\($0)'" }, follows.map { "comes of event \($0)" },
            retracts.map { "takes back event \($0)" },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
