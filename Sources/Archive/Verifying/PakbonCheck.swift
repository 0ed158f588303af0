internal import Disk
internal import Exporter
internal import Registry

/// Proves that the packing slip is of this delivery.
struct PakbonCheck {
    private(set) var problems = Findings()
    /// Of the delivery: of all that is in it.
    private(set) var sha256 = ""

    init(_ bag: inout BagReader, _ metadata: MetadataCheck) throws {
        let path = "\(Bag.payload)/\(Pakbon.fileName)"
        guard let bytes = try bag.bytes(of: path, limit: 10_000_000), let slip = MDTO.Pakbon.read(bytes)
        else {
            problems.append("'\(path)' is not there, or cannot be read")
            return
        }
        let ledger = bag.ledger
        sha256 = try ContentHash { update in
            try ledger.forEach(
                "SELECT sha256, path FROM file WHERE is_payload AND path <> ? ORDER BY path", [.text(path)]
            ) { update(Bag.line($0.text(0), $0.text(1)).span) }
        }.hex
        let content = "FROM file WHERE is_payload AND NOT is_sidecar AND path <> ?"
        let facts = [
            ("hashcodeSIP", sha256), ("aantalInformatieobjecten", "\(metadata.objects)"),
            ("aantalBestanden", "\(metadata.files)"),
            (
                "aantalBestandenOngelijkMDTO",
                "\(try ledger.scratch.number("SELECT count(*) \(content)", [.text(path)]))"
            ),
            (
                "omvangContent",
                "\(try ledger.scratch.number("SELECT coalesce(sum(size), 0) \(content)", [.text(path)]))"
            ),
        ]
        for (name, value) in facts where slip[name] != value {
            problems.append("'\(path)' says another \(name) than that of the delivery")
        }
    }
}
