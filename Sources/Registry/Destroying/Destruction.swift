internal import GRDB
package import Templating
internal import Workspace

/// What is destroyed with a mailing (vernietiging). That it was there, to whom, when and with which hashes, stays.
package struct Destruction: Sendable {
    package let mailing: Mailing
    package let recipients: Int
    /// Documents that no other mailing has, and their size.
    package let documents: Int
    package let bytes: Int
    /// Documents that other mailings have too, and that stay.
    package let shared: Int
    package let frozenOn: CalendarDate?
    /// The first and last day on which anything happened to it.
    package let firstOn: CalendarDate?
    package let lastOn: CalendarDate?
    /// The SHA-256 of the delivery in its last bag.
    package let bag: String
    /// The last day on which it was to be kept.
    package let until: CalendarDate

    static func frozenOn(_ mailing: Int, _ db: Database) throws -> CalendarDate? {
        try String.fetchOne(
            db, sql: "SELECT day FROM event WHERE mailing = ? AND code IS NULL AND kind = 'frozen'",
            arguments: [mailing]
        ).flatMap { CalendarDate(iso: $0) }
    }

    /// Without what the archive did.
    static func days(
        of mailing: Int, in zone: LocalZone, _ db: Database
    ) throws -> (first: CalendarDate?, last: CalendarDate?) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT min(day) AS first, max(day) AS last, min(iif(day IS NULL, time, NULL)) AS begin,
                    max(iif(day IS NULL, time, NULL)) AS end
                FROM event WHERE mailing = ? AND kind NOT IN (\(ArchivedBag.kinds), 'destroyed')
                """, arguments: [mailing])
        guard let row else { return (nil, nil) }
        // As people said; of all else the moment is known.
        var days = try ["first", "last"].compactMap { try row.textOrNil($0).flatMap { CalendarDate(iso: $0) } }
        days += try ["begin", "end"].compactMap { try row.textOrNil($0).flatMap { zone.day(of: $0) } }
        return (days.min(), days.max())
    }
}

extension Destruction {
    /// What would be destroyed. Refuses what must not be, with all that is in the way.
    init(of number: Int, by author: Author, _ db: Database) throws {
        let today = author.today
        let mailing = try Mailing.find(number, db)
        try Mailing.requireKept(number, db)
        var problems: [String] = []
        if ![.done, .cancelled].contains(mailing.state) {
            problems.append(
                "mailing \(number) is '\(mailing.state.rawValue)': only what is done or cancelled can be destroyed")
        }
        let bag = try ArchivedBag.last(of: number, db)
        let again = "oproep archive \(number) -o DIR"
        if let bag {
            if let later = bag.later {
                problems.append(
                    "something was recorded of mailing \(number) after it was archived (event \(later.id), "
                        + "'\(later.kind.rawValue)'): archive it again first: \(again)")
            }
            if let until = bag.until {
                if until >= today {
                    problems.append("mailing \(number) is to be kept until \(until), and today is \(today)")
                }
            } else {
                problems.append(
                    "mailing \(number) was archived without a last day: only what is to be kept for a time (waardering: V, "
                        + "and a bewaartermijn, in oproep.yaml) can be destroyed")
            }
        } else {
            problems.append("mailing \(number) was never archived: \(again)")
        }
        guard problems.isEmpty, let bag, let until = bag.until else { throw RegistryError.refused(problems) }
        try self.init(of: mailing, bag: bag.sha256, until: until, in: author.zone, db)
    }

    init(of mailing: Mailing, bag: String, until: CalendarDate, in zone: LocalZone, _ db: Database) throws {
        let number = mailing.number
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) AS all_of_them, coalesce(sum(is_kept), 0) AS shared,
                    coalesce(sum(iif(is_kept, 0, size)), 0) AS bytes
                FROM (SELECT length(bytes) AS size, \(DocumentUse.isKept("document.sha256", besides: "?1")) AS is_kept
                    FROM document WHERE length(bytes) > 0 AND document.sha256 IN (\(Self.own)))
                """, arguments: [number])
        let days = try Self.days(of: number, in: zone, db)
        let shared = try row?.number("shared") ?? 0
        self.init(
            mailing: mailing,
            recipients: try Int.fetchOne(
                db, sql: "SELECT count(*) FROM recipient WHERE mailing = ?", arguments: [number]) ?? 0,
            documents: (try row?.number("all_of_them") ?? 0) - shared, bytes: try row?.number("bytes") ?? 0,
            shared: shared, frozenOn: try Self.frozenOn(number, db), firstOn: days.first, lastOn: days.last, bag: bag,
            until: until)
    }

    /// Refuses when the delivery that was proved to be whole is not that of the last bag.
    package func require(_ proved: String) throws(RegistryError) {
        guard proved == bag else {
            throw .refused(
                "the bag that was proved is not the last that was made of mailing \(mailing.number): that has sha256 \(bag), "
                    + "and this one \(proved)")
        }
    }

    private static let own = "SELECT sha256 FROM (\(DocumentUse.all)) AS used WHERE mailing = ?1"

    /// Records it: from here on the mailing is destroyed. `note` is what else is to be said.
    func record(
        authorisedBy: String, ground: String?, note: String? = nil, by author: Author, _ db: Database
    ) throws {
        var detail = EventDetail()
        detail.because = authorisedBy
        detail.ground = ground
        detail.note = note
        detail.sha256 = bag
        detail.until = until.description
        (detail.documents, detail.bytes, detail.shared) = (documents, bytes, shared)
        var log = try EventLog(db, by: author)
        try log.add(.destroyed, mailing: mailing.number, day: author.today, detail)
    }

    /// The same of a mailing in a backup: its documents stay destroyed, and are counted as they were.
    func again(of mailing: Mailing, in zone: LocalZone, _ db: Database) throws -> Destruction {
        let days = try Self.days(of: mailing.number, in: zone, db)
        return Destruction(
            mailing: mailing, recipients: recipients, documents: documents, bytes: bytes, shared: shared,
            frozenOn: try Self.frozenOn(mailing.number, db), firstOn: days.first, lastOn: days.last, bag: bag,
            until: until)
    }
}
