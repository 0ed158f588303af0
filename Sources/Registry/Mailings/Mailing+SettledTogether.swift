internal import GRDB

extension Mailing {
    /// The other mailings that an answer to this one settles, in order: those that it follows on, and the reminders of any
    /// of these.
    static func settledTogether(with number: Int, _ db: Database) throws -> [Mailing] {
        let all = try all(db)
        var found: Set<Int> = [number]
        var next = number
        while let previous = all.first(where: { $0.number == next })?.previous?.number, found.insert(previous).inserted
        {
            next = previous
        }
        // A mailing follows on an earlier one, so once in order is enough.
        for mailing in all {
            guard let previous = mailing.previous, previous.relation == .reminder else { continue }
            if found.contains(previous.number) { found.insert(mailing.number) }
        }
        return all.filter { found.contains($0.number) && $0.number != number }
    }
}
