internal import GRDB
package import Templating

extension Registry {
    /// Mailings whose term is over, and that are to be destroyed: in the order in which that was.
    package func due(on today: CalendarDate) throws(RegistryError) -> [DueMailing] {
        try read { db in
            var due: [DueMailing] = []
            for mailing in try Mailing.all(db) where try Destroyed.event(of: mailing.number, db) == nil {
                guard let bag = try ArchivedBag.last(of: mailing.number, db), let until = bag.until, until < today
                else { continue }
                due.append(
                    DueMailing(
                        mailing: mailing, frozenOn: try Destruction.frozenOn(mailing.number, db),
                        archivedOn: bag.day, until: until, isOutdated: bag.later != nil))
            }
            return due.sorted { ($0.until, $0.mailing.number) < ($1.until, $1.mailing.number) }
        }
    }
}
