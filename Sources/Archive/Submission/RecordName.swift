internal import Disk
internal import Exporter
internal import Registry

/// What the folders of a delivery are called, and the files in them.
///
/// The name of a letter's folder never ends with two parts that have `_` before them, as a slug has none: so whatever
/// recipients are called, what belongs to one letter cannot have the name of another.
enum RecordName {
    /// What a letter's folder is called at most: with the longest of what follows it here, and an extension, a name of a
    /// file is none that MDTO finds too long.
    private static let maximumLetter = MDTO.maximumName - "_ontvangstbevestiging_0000000.jsonl".utf8.count

    /// `GM0150-deventer`. A name that is too long is cut off; the code, by which names are unique, never is.
    static func letter(code: String, name: String) -> String {
        var letter = wholeLetter(code: code, name: name).prefix(maximumLetter)
        while letter.last == "-" { letter.removeLast() }
        return String(letter)
    }

    /// The same as versions before had it, however long.
    static func wholeLetter(code: String, name: String) -> String { FileName.unique(code: code, name: name) }

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

    /// The record of a source, and the file in it: what that is called tells people and programs what it is; here nothing
    /// depends on it.
    static func source(_ number: Int, _ prefix: String, called path: String) -> (record: String, file: String) {
        let parts = (path.split(separator: "/").last ?? "").split(separator: ".", omittingEmptySubsequences: false)
        let ext = parts.count > 1 ? String(FileName.slug(String(parts[parts.count - 1])).prefix(10)) : ""
        let start = source(number, prefix)
        var stem = FileName.slug(parts.dropLast(ext.isEmpty ? 0 : 1).joined(separator: "."))
            .prefix(MDTO.maximumName - start.utf8.count - ext.utf8.count - 1)
        while stem.last == "-" { stem.removeLast() }
        return ("\(start)\(stem)", ext.isEmpty ? "\(start)\(stem)" : "\(start)\(stem).\(ext)")
    }
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
