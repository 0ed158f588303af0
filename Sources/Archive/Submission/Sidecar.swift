/// The names of MDTO files: lower case, after the whole name of what they are of (MDTO SIP, "Naamgeving"). With the
/// extension kept, the two files of one letter have two sidecars.
enum Sidecar {
    static let ofObject = ".mdto.xml"
    static let ofFile = ".bestand.mdto.xml"
    /// Of a copy for publication: DiWoo.
    static let ofDiWoo = ".diwoo.xml"

    /// As an archive that takes in deliveries of others would tell them.
    static func isOne(_ name: String) -> Bool { name.lowercased().hasSuffix(ofObject) }
}
