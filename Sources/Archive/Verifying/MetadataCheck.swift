internal import Exporter

/// Proves that metadata say what is there: each file and each folder has its own, and every reference leads to what it
/// names.
struct MetadataCheck {
    private(set) var problems: [String] = []
    private(set) var objects = 0
    private(set) var files = 0

    private let contents: BagContents
    /// The objects by their folders, and the path of the sidecar.
    private var byFolder: [Substring: (record: MDTORecord, path: String)] = [:]
    /// What each identification is of: the path of the sidecar, and the name.
    private var known: [MDTO.Identificatie: (path: String, naam: String)] = [:]
    /// The files of each folder, with their metadata.
    private var inFolder: [Substring: [(record: MDTORecord, path: String)]] = [:]

    init(_ contents: BagContents, _ dossier: String) {
        self.contents = contents
        let ours = contents.payload.filter { $0.path.hasPrefix("\(dossier)/") }
        for file in ours where Sidecar.isOne(file.path) { collect(file) }
        for file in ours where !Sidecar.isOne(file.path) { proveFile(file) }
        let folders = Set(ours.map { Self.folder(of: $0.path) })
        for folder in folders.sorted() { proveFolder(folder, dossier) }
        var children: [Substring: [Substring]] = [:]
        for folder in folders where folder != dossier { children[Self.folder(of: folder), default: []].append(folder) }
        for (parent, inside) in children.sorted(by: { $0.key < $1.key }) { proveParts(of: parent, inside) }
    }

    private static func folder(of path: some StringProtocol) -> Substring {
        Substring(path)[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    }

    private static func name(of path: some StringProtocol) -> Substring {
        Substring(path).split(separator: "/").last ?? ""
    }

    // MARK: Each by itself

    private mutating func collect(_ file: ExaminedFile) {
        guard let record = file.metadata else {
            problems.append("'\(file.path)': \(file.problem ?? "it cannot be read")")
            return
        }
        let (folder, name) = (Self.folder(of: file.path), Self.name(of: file.path))
        for identificatie in record.identificaties.prefix(1) {
            if let other = known.updateValue((file.path, record.naam), forKey: identificatie) {
                problems.append("'\(file.path)' and '\(other.path)' have the same identificatie")
            }
        }
        if record.identificaties.isEmpty { problems.append("'\(file.path)' has no identificatie") }
        switch record.kind {
        case .informatieobject:
            objects += 1
            if byFolder.updateValue((record, file.path), forKey: folder) != nil {
                problems.append("'\(folder)' has two files that say what it is")
            }
            if name != "\(Self.name(of: folder))\(Sidecar.ofObject)" {
                problems.append("'\(file.path)' tells of its folder, and has not its name")
            }
        case .bestand:
            files += 1
            inFolder[folder, default: []].append((record, file.path))
            let of = "\(folder)/\(record.naam)"
            if "\(of)\(Sidecar.ofFile)" != file.path || contents[of] == nil {
                problems.append("'\(file.path)' tells of '\(record.naam)', which is not beside it")
            }
        }
    }

    private mutating func proveFile(_ file: ExaminedFile) {
        let path = "\(file.path)\(Sidecar.ofFile)"
        guard let record = contents[path]?.metadata, record.kind == .bestand else {
            problems.append("'\(file.path)' has no metadata beside it")
            return
        }
        if record.omvang != file.size { problems.append("'\(path)' says another omvang than that of its file") }
        let sums = record.checksums.filter { $0.algoritme == "SHA-256" }
        if sums.isEmpty || sums.contains(where: { $0.waarde != file.sha256 }) {
            problems.append("'\(path)' says another checksum than that of '\(file.path)'")
        }
    }

    // MARK: References

    private mutating func proveFolder(_ folder: Substring, _ dossier: String) {
        guard let (object, path) = byFolder[folder] else {
            problems.append("'\(folder)' has no metadata that say what it is")
            return
        }
        let own = inFolder[folder] ?? []
        let named = Set((object.heeftRepresentatie + object.aanvullendeMetagegevens).compactMap(\.identificatie))
        for (record, sidecar) in own {
            if record.identificaties.first.map(named.contains) != true {
                problems.append("'\(path)' does not name '\(record.naam)'")
            }
            prove([record.isRepresentatieVan].compactMap(\.self), "isRepresentatieVan", of: sidecar, among: [path])
        }
        let sidecars = Set(own.map(\.path))
        prove(object.heeftRepresentatie, "heeftRepresentatie", of: path, among: sidecars)
        prove(object.aanvullendeMetagegevens, "aanvullendeMetagegevens", of: path, among: sidecars)
        // The dossier is part of a collection that is elsewhere, and follows on others.
        guard folder != dossier else { return }
        prove(object.gerelateerd, "gerelateerdInformatieobject", of: path, among: nil)
        let parent = byFolder[Self.folder(of: folder)]
        if object.isOnderdeelVan.count != 1 { problems.append("'\(path)' is not onderdeel van one other") }
        prove(object.isOnderdeelVan, "isOnderdeelVan", of: path, among: Set([parent?.path].compactMap(\.self)))
    }

    /// `folders` lie straight in the one of `parent`.
    private mutating func proveParts(of parent: Substring, _ folders: [Substring]) {
        guard let (object, path) = byFolder[parent] else { return }
        let sidecars = folders.compactMap { byFolder[$0]?.path }
        prove(object.bevatOnderdeel, "bevatOnderdeel", of: path, among: Set(sidecars))
        let named = Set(object.bevatOnderdeel.compactMap(\.identificatie).compactMap { known[$0]?.path })
        for sidecar in sidecars where !named.contains(sidecar) {
            problems.append("'\(path)' does not name what '\(sidecar)' tells of")
        }
    }

    /// `sidecars` are those that it may lead to; nil for any in the delivery.
    private mutating func prove(
        _ references: [MDTO.Verwijzing], _ name: String, of path: String, among sidecars: Set<String>?
    ) {
        for reference in references {
            guard let found = reference.identificatie.flatMap({ known[$0] }), sidecars?.contains(found.path) ?? true
            else {
                problems.append("'\(path)': \(name) '\(reference.naam)' leads to nothing that it may lead to")
                continue
            }
            if found.naam != reference.naam {
                problems.append(
                    "'\(path)': \(name) '\(reference.naam)' leads to '\(found.path)', which has another name")
            }
        }
    }
}
