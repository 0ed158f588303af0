/// The packing slip of a delivery.
enum Pakbon {
    static let fileName = "pakbon.xml"

    /// What is out of the ordinary, in the words of the archive that reads it.
    static let remarks = [
        "De hashcode is de SHA-256 van de regels 'SHA-256, twee spaties, pad' van alle bestanden in data/ behalve deze pakbon, "
            + "op volgorde van hun pad, zoals in manifest-sha256.txt.",
        "Eigen begrippen en bestanden zijn toegelicht in het archiefstuk dat op '_documentatie' eindigt.",
        "De formaten zijn door Oproep aan de inhoud herkend en met hun PRONOM-nummer opgegeven.",
    ]
}
