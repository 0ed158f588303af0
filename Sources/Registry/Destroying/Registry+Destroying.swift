internal import Foundation
internal import GRDB
internal import Templating
package import Workspace

extension Registry {
    /// What would be destroyed. Refuses what must not be.
    package func destruction(of number: Int, by author: Author) throws(RegistryError) -> Destruction {
        try read { try Destruction(of: number, by: author, $0) }
    }

    /// Nil when it was not; with days in a zone.
    package func destroyed(_ number: Int, in zone: LocalZone) throws(RegistryError) -> Destroyed? {
        try read { db in
            _ = try Mailing.find(number, db)
            return try Destroyed.of(number, in: zone, db)
        }
    }

    /// Destroys the content of a mailing whose term is over: the bytes of all documents that no other mailing has.
    /// `proved` is the delivery in a bag that was just now proved to be whole, by its SHA-256: it must be that of the last
    /// export. `ground` is the rule by which that is done. Proves the registry first: what is not what it was is
    /// evidence. From its event on nothing is shown of the mailing; then its bytes go, which `overwrite` ends when that
    /// is cut short.
    package func destroy(
        _ number: Int, proved: String, authorisedBy: String, ground: String? = nil, by author: Author
    ) throws(RegistryError) -> Destroyed {
        try emptyDestroyed()
        let head = try readAtLength { db in
            _ = try Destruction(of: number, by: author, db)
            let audit = try Audit(of: db, goesOn: goesOn)
            if !audit.holds { throw Self.isNotWhatItWas }
            return audit.head
        }
        let destroyed = try write { db in
            // What was proved is here still, and what came after it follows on it.
            let isThere = try Bool.fetchOne(db, sql: "SELECT count(*) = 1 FROM event WHERE hash = ?", arguments: [head])
            if isThere != true { throw Self.isNotWhatItWas }
            let what = try Destruction(of: number, by: author, db)
            try what.require(proved)
            try what.record(authorisedBy: authorisedBy, ground: ground, by: author, db)
            // Of a small mailing that is all.
            if let first = try DestroyedBytes.parts(db).first { try DestroyedBytes.empty(first, db) }
            CrashPoint.destroyStored.reach()
            return try Destroyed.of(number, in: author.zone, db)
        }
        CrashPoint.destroyCommitted.reach()
        guard let destroyed else { throw .failed("mailing \(number) was not destroyed") }
        try overwrite(destroyed)
        return destroyed
    }

    private static let isNotWhatItWas = RegistryError.damaged(
        "the registry is not what it was, and nothing is destroyed before that is looked into: run 'oproep audit'")

    /// Sees to it that nothing of what was destroyed is left on the disk. It can be done again when that was cut short.
    package func overwrite(_ destroyed: Destroyed) throws(RegistryError) {
        do throws(RegistryError) {
            try emptyDestroyed()
            CrashPoint.destroyEmptied.reach()
            try scrub()
        } catch {
            let number = destroyed.what.mailing.number
            let why =
                switch error {
                case .failed(let why): why
                case .interrupted: "it was stopped"
                default: "the registry cannot be written anew"
                }
            throw .failed(
                "mailing \(number) is destroyed, and what it was may still be read from the disk, as \(why); do it once "
                    + "more: oproep destroy \(number)")
        }
    }

    /// Files beside the registry that 'restore' kept. What was destroyed since may be in them.
    package func keptCopies() -> [String] {
        let name = URL(filePath: path).lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("\(name).replaced-") || $0.hasPrefix("\(name).damaged-") }.sorted()
            .map { "\(folder)/\($0)" }
    }
}
