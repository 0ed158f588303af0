/// What the archive's metadata say of every letter (MDTO 1.0).
package struct ArchiveSettings: Hashable, Sendable {
    package let archiefvormer: String?
    package let waardering: Waardering?
    /// An ISO 8601 duration: `P7Y`.
    package let bewaartermijn: String?
    package let beperkingGebruik: String?
    package let partOf: String?
    package let selectielijst: String?

    /// The closed list of appraisals: to be kept, to be destroyed in time, not yet known.
    package enum Waardering: String, Hashable, Sendable, CaseIterable {
        case blijvend = "B"
        case tijdelijk = "V"
        case naderTeBepalen = "N"
    }
}

extension ArchiveSettings {
    init(_ section: inout YAMLSection) {
        archiefvormer = section.text("archiefvormer")
        waardering = section.choice("waardering")
        bewaartermijn = section.validated("bewaartermijn") { text throws(Refusal) in
            guard text.wholeMatch(of: /P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}D)?/) != nil, text.contains(/[1-9]/) else {
                throw Refusal { _ in .notADuration(text) }
            }
            return text
        }
        beperkingGebruik = section.text("beperking_gebruik")
        partOf = section.text("part_of")
        selectielijst = section.text("selectielijst")
    }
}
