internal import GRDB
package import Templating

extension Registry {
    /// Records that a bag of a mailing is complete, whose delivery has this SHA-256. `until` is the last day on which it
    /// is to be kept; nil when that is for ever, or not known yet. The same bag once more is no event.
    package func recordExport(
        of number: Int, sha256: String, until: CalendarDate?, by author: Author
    ) throws(RegistryError) {
        try write { db in
            _ = try Mailing.find(number, db)
            try Mailing.requireKept(number, db)
            if let last = try Export.last(of: number, db), last.later == nil, last.sha256 == sha256,
                last.until == until
            {
                return
            }
            var detail = EventDetail()
            detail.sha256 = sha256
            detail.until = until?.description
            var log = try EventLog(db, by: author)
            try log.add(.exported, mailing: number, day: author.today, detail)
        }
    }

    /// Mailings whose term is over, and that are to be destroyed: in the order in which that was.
    package func due(on today: CalendarDate) throws(RegistryError) -> [DueMailing] {
        try read { db in
            var due: [DueMailing] = []
            for mailing in try Mailing.all(db) where try Destroyed.of(mailing.number, db) == nil {
                guard let export = try Export.last(of: mailing.number, db), let until = export.until, until < today
                else { continue }
                due.append(
                    DueMailing(
                        mailing: mailing, frozenOn: try Destruction.frozenOn(mailing.number, db),
                        archivedOn: export.day, until: until, isOutdated: export.later != nil))
            }
            return due.sorted { ($0.until, $0.mailing.number) < ($1.until, $1.mailing.number) }
        }
    }
}
