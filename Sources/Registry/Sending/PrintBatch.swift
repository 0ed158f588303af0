internal import GRDB
internal import Templating
internal import Workspace

/// Letters that went to the printer together.
package struct PrintBatch: Sendable {
    /// Within its mailing, from 1.
    package let number: Int
    /// Of the list of what is in it.
    package let sha256: String
    /// Of its recipients, in no order.
    package let codes: [String]
    /// How many letters are in one file; nil when all are, as in those of earlier versions.
    package let perFile: Int?
    /// Who made it, and when (UTC).
    package let author: String
    package let time: String

    /// Whether it was made after a day.
    func isMade(after day: CalendarDate, in zone: LocalZone) -> Bool { zone.day(of: time).map { day < $0 } ?? false }

    static func all(of mailing: Int, _ db: Database) throws -> [PrintBatch] {
        let events = try Row.fetchAll(
            db, sql: "SELECT * FROM event WHERE mailing = ? AND kind = ? ORDER BY id",
            arguments: [mailing, EventKind.batched.rawValue]
        ).map(Event.init)
        return Dictionary(grouping: events) { $0.detail.batch ?? 0 }.sorted { $0.key < $1.key }.map { number, events in
            PrintBatch(
                number: number, sha256: events[0].detail.sha256 ?? "", codes: events.compactMap(\.code),
                perFile: events[0].detail.perFile, author: events[0].actor, time: events[0].time)
        }
    }

    /// Refuses when there is none.
    static func find(_ number: Int, of mailing: Int, _ db: Database) throws -> PrintBatch {
        let all = try all(of: mailing, db)
        if let batch = all.first(where: { $0.number == number }) { return batch }
        let last = all.last.map { "the last is \($0.number)" } ?? "'oproep send \(mailing)' makes them"
        throw RegistryError.refused("mailing \(mailing) has no batch \(number); \(last)")
    }
}

extension MailingRecipient {
    /// The number of the batch that their letter was put in last.
    var batch: Int? { effective.last { $0.kind == .batched }?.detail.batch }
}
