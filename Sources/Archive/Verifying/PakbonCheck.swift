internal import Exporter

/// Proves that the packing slip is of this delivery.
struct PakbonCheck {
    private(set) var problems: [String] = []
    /// Of the delivery: of all that is in it.
    private(set) var sha256 = ""

    init(_ bag: inout BagReader, _ contents: BagContents) {
        let path = "\(Bag.payload)/\(Pakbon.fileName)"
        guard let bytes = bag.bytes(of: path, limit: 10_000_000), let slip = MDTO.Pakbon.read(bytes, file: path) else {
            problems = ["'\(path)' is not there, or cannot be read"]
            return
        }
        let files = contents.payload.filter { $0.path != path }
        let content = files.filter { !Sidecar.isOne($0.path) }
        let list = files.map { BagEntry(path: $0.path, sha256: $0.sha256 ?? "", size: $0.size) }
        sha256 = ContentHash(of: Bag.list(list)).hex
        let facts = [
            ("hashcodeSIP", sha256),
            ("aantalInformatieobjecten", "\(files.count { $0.metadata?.kind == .informatieobject })"),
            ("aantalBestanden", "\(files.count { $0.metadata?.kind == .bestand })"),
            ("aantalBestandenOngelijkMDTO", "\(content.count)"),
            ("omvangContent", "\(content.reduce(0) { $0 + $1.size })"),
        ]
        problems = facts.filter { slip[$0.0] != $0.1 }.map {
            "'\(path)' says another \($0.0) than that of the delivery"
        }
    }
}
