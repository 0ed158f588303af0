internal import Exporter
package import Templating
package import Workspace

/// What oproep.yaml says that every object in a delivery is told of.
package struct ArchiveFacts: Sendable {
    let archiefvormer: MDTO.Verwijzing
    let waardering: ArchiveSettings.Waardering
    let bewaartermijn: Bewaartermijn?
    let beperkingGebruik: String
    let partOf: String?
    let selectielijst: String?
    /// Whom an archive may ask.
    let contact: String?
    /// Who publishes: the sender, by name and by its URI in TOOI.
    let publisher: String?
    let tooi: String?
    /// What oproep.yaml does not say, and what stands in its place. To be said aloud.
    package let notes: [String]

    package init(_ settings: Settings) throws(ArchiveFacts.Missing) {
        var notes: [String] = []
        let archive = settings.archive
        guard let name = archive?.archiefvormer ?? settings.sender?.name else { throw Missing() }
        if archive?.archiefvormer == nil {
            notes.append("archiefvormer is not set: the sender, '\(name)'")
        }
        let isSender = settings.sender?.name?.lowercased() == name.lowercased()
        publisher = settings.sender?.name
        tooi = settings.sender?.tooi
        archiefvormer = MDTO.Verwijzing(
            name, isSender ? tooi.map { MDTO.Identificatie(kenmerk: $0, bron: "TOOI") } : nil)
        waardering = archive?.waardering ?? .naderTeBepalen
        if archive?.waardering == nil { notes.append("waardering is not set: N (nader te bepalen)") }
        bewaartermijn = waardering == .tijdelijk ? archive?.bewaartermijn.flatMap(Bewaartermijn.init) : nil
        if waardering == .tijdelijk, bewaartermijn == nil {
            notes.append("bewaartermijn is not set: what is V (tijdelijk te bewaren) will never be due")
        }
        if waardering != .tijdelijk, archive?.bewaartermijn != nil {
            notes.append("bewaartermijn is only of what is V (tijdelijk te bewaren): it is left out")
        }
        beperkingGebruik = archive?.beperkingGebruik ?? "Nader te bepalen"
        if archive?.beperkingGebruik == nil { notes.append("beperking_gebruik is not set: Nader te bepalen") }
        partOf = archive?.partOf
        if archive?.partOf == nil {
            notes.append("part_of is not set: which collection it comes into is nader te bepalen")
        }
        selectielijst = archive?.selectielijst
        contact = settings.sender?.email?.description
        self.notes = notes
    }

    /// The last day on which what was frozen on a day is to be kept; nil when it is not to be destroyed, or nobody
    /// knows.
    func lastDay(frozenOn day: CalendarDate) -> CalendarDate? { bewaartermijn?.end(from: day) }

    /// Whether what was frozen on a day, and archived to be kept until another, still is to be kept until then.
    package func still(_ until: CalendarDate, frozenOn day: CalendarDate?) -> Bool {
        day.flatMap { lastDay(frozenOn: $0) } == until
    }

    /// Nobody is named who made the records.
    package struct Missing: Error, Sendable {}
}
