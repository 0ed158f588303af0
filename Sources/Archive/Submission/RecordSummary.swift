internal import Exporter

/// What the dossier and the packing slip say of a record.
struct RecordSummary: Sendable {
    let reference: MDTO.Verwijzing
    let formats: [FileFormat]

    init(_ record: Archiefstuk) {
        reference = record.reference
        formats = record.files.map(\.format)
    }
}
