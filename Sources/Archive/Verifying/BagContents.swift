/// The files of a bag, to be found by their paths.
struct BagContents: Sendable {
    let files: [ExaminedFile]
    private let byPath: [String: Int]
    private let byHash: [String: [Int]]
    /// The folder of the dossier, `data/NAME`; nil when there is not one.
    let dossier: String?
    /// What the names of the dossier's own files begin with: `verzendronde_1`.
    let prefix: String

    init(_ files: [ExaminedFile]) {
        self.files = files
        byPath = Dictionary(files.enumerated().map { ($1.path, $0) }) { first, _ in first }
        byHash = Dictionary(grouping: files.indices) { files[$0].sha256 ?? "" }
        let top = Set(
            files.compactMap { file -> Substring? in
                let parts = file.path.split(separator: "/", maxSplits: 2)
                return parts.count > 1 && parts[0] == Bag.payload ? parts[1] : nil
            }.filter { $0 != Pakbon.fileName })
        let name = top.count == 1 ? top.first.map(String.init) : nil
        dossier = name.map { "\(Bag.payload)/\($0)" }
        prefix = name.map { $0.split(separator: "_").prefix(2).joined(separator: "_") } ?? ""
    }

    subscript(path: String) -> ExaminedFile? { byPath[path].map { files[$0] } }

    /// Those with the same contents.
    func files(with sha256: String) -> [ExaminedFile] { (byHash[sha256] ?? []).map { files[$0] } }

    var payload: [ExaminedFile] { files.filter { $0.path.hasPrefix("\(Bag.payload)/") } }
    var tags: [ExaminedFile] { files.filter { !$0.path.hasPrefix("\(Bag.payload)/") } }

    var eventsName: String { "\(prefix)_gebeurtenissen.jsonl" }
    var freezePath: String { "\(dossier ?? "")/\(prefix)_bevriezing/\(prefix)_bevriezing.jsonl" }

    /// What the letters were made from.
    var sources: [ExaminedFile] {
        files.filter { $0.path.hasPrefix("\(dossier ?? "")/\(prefix)_bron-") && !Sidecar.isOne($0.path) }
    }
}
