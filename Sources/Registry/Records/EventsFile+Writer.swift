extension EventsFile {
    /// Gives the lines of a mailing's events some at a time: there may be more than there is room for in memory. What goes
    /// into an archive is proved before it stands there.
    package struct Writer {
        private static let batch = 4_096

        private let registry: Registry
        private let record: MailingRecord
        private var proved = Reader()
        /// The number of the event that follows; nil before the first line.
        private var next: Int?

        init(_ record: MailingRecord, of registry: Registry) {
            self.registry = registry
            self.record = record
        }

        /// Nil when all were given. Refuses instead when they are not what they were.
        package mutating func piece() throws(RegistryError) -> [UInt8]? {
            let lines = try self.lines()
            var piece: [UInt8] = []
            for line in lines {
                _ = proved.take(line, isWhole: true)
                piece += line
                piece.append(UInt8(ascii: "\n"))
            }
            if !piece.isEmpty { return piece }
            guard proved.head == record.head, proved.unreadable.isEmpty else {
                throw .damaged(
                    "the events of mailing \(record.mailing.number) are not what they were: run 'oproep audit'")
            }
            return nil
        }

        private mutating func lines() throws(RegistryError) -> [[UInt8]] {
            guard let first = next else {
                next = record.frozen.id
                return try registry.read { db in [try EventsFile.firstLine(record.frozen.id, db)] }
            }
            guard first <= record.last else { return [] }
            let end = min(record.last, first + Self.batch - 1)
            next = end + 1
            return try registry.read { db in try EventsFile.lines(of: record.mailing.number, first...end, db) }
        }
    }
}
