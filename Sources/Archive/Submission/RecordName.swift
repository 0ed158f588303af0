internal import Exporter
internal import Registry

/// What the folders of a delivery are called, and the files in them.
///
/// The name of a letter's folder never ends with two parts that have `_` before them, as a slug has none: so whatever
/// recipients are called, what belongs to one letter cannot have the name of another.
enum RecordName {
    /// `GM0150-deventer`
    static func letter(code: String, name: String) -> String { FileName.unique(code: code, name: name) }

    /// `GM0150-deventer_email_57`
    static func message(_ event: Event, _ letter: String) -> String { "\(letter)_email_\(event.id)" }

    /// `GM0150-deventer_antwoord_83`
    static func incoming(_ event: Event, _ letter: String) -> String {
        "\(letter)_\(event.incomingKind.lowercased())_\(event.id)"
    }

    /// `GM0150-deventer_afschrift_publicatie`
    static func copy(_ letter: String) -> String { "\(letter)_afschrift_publicatie" }

    /// `GM0150-deventer_herkomst.json`
    static func provenance(_ letter: String) -> String { "\(letter)_herkomst.json" }

    /// `verzendronde_1_bron-3_`, and then what the file was called.
    static func source(_ number: Int, _ prefix: String) -> String { "\(prefix)_bron-\(number)_" }
}

extension Event {
    /// What came in with it, in a word.
    var incomingKind: String {
        switch kind {
        case .answered: "Antwoord"
        case .acknowledged: "Ontvangstbevestiging"
        case .returned: "Retourbericht"
        case .read: "Leesbevestiging"
        default: "Ingekomen"
        }
    }
}
