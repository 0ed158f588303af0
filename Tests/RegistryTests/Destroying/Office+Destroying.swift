import Foundation
import GRDB
import Support
import Templating
import Testing
import Workspace

@testable import Registry

extension Office {
    static let bag = String(repeating: "b", count: 64)
    /// Stands in the text of the letter, and nowhere else.
    static let canary = "Kanarie-in-de-brief"
    static let answer = "Kanarie-in-het-antwoord"

    /// Mailing 1: sent, answered, archived, and to be kept until the day before today.
    static func archived(until: String? = "2032-12-31") async throws -> Office {
        let office = try Office()
        office[office.text] += "\n\(canary)\n"
        try await office.mailing()
        try office.record(.sent)
        try office.record(.answered, ["GM0150"], on: "2024-08-01", file: ("antwoord.eml", Array(answer.utf8)))
        try office.archive(until: until)
        office.today = "2033-01-01"
        return office
    }

    func destroy(_ number: Int = 1) throws -> Destroyed {
        try registry().destroy(
            number, proved: Self.bag, authorisedBy: "Besluit 2032-17", ground: "Selectielijst provincies 2020",
            by: author("Ans", at: "\(today)T09:00:00.000Z"))
    }

    /// As when a bag of a mailing is complete.
    func archive(_ number: Int = 1, until: String?) throws {
        let last = try registry().read { db in
            try Int.fetchOne(
                db, sql: "SELECT max(id) FROM event WHERE mailing = ? AND kind NOT IN (\(ArchivedBag.kinds))",
                arguments: [number])
        }
        let begun = try registry().beginExport(
            of: number, sha256: Self.bag, until: until.flatMap { CalendarDate(iso: $0) },
            after: last ?? 0, by: author())
        try registry().recordExport(begun, by: author())
    }

    /// Whether words stand in any file of the registry.
    func finds(_ words: String) -> Bool {
        ["", "-wal", "-shm"].contains { end in
            (try? Data(contentsOf: URL(filePath: registryPath + end)))?.range(of: Data(words.utf8)) != nil
        }
    }
}
