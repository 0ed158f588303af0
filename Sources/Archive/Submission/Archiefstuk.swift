internal import Disk
internal import Exporter

/// One record of the dossier: a folder with its files, and what is known of each.
struct Archiefstuk: Sendable {
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
        let format: FileFormat
        /// When its checksum was made (xsd:dateTime).
        let hashed: String
        /// Tells of the record, and is not the record itself.
        var isMetadata = false
    }

    /// Of its folder.
    let name: String
    private(set) var object: MDTO.Informatieobject
    let files: [File]

    /// `describe` adds to what every object is told of.
    init(
        _ name: String, _ title: String, in dossier: Dossier, _ files: [File],
        _ describe: (inout MDTO.Informatieobject) -> Void
    ) {
        self.name = name
        self.files = files
        var object = dossier.object(dossier.identificatie(name), title, .archiefstuk)
        object.isOnderdeelVan = dossier.reference
        for file in files {
            let reference = MDTO.Verwijzing(file.name, dossier.identificatie("\(name)/\(file.name)"))
            if file.isMetadata {
                object.aanvullendeMetagegevens.append(reference)
            } else {
                object.heeftRepresentatie.append(reference)
            }
        }
        describe(&object)
        self.object = object
    }

    var reference: MDTO.Verwijzing { MDTO.Verwijzing(object.naam, object.identificaties[0]) }

    mutating func relate(to others: [(MDTO.Verwijzing, type: MDTO.Begrip)]) { object.gerelateerd += others }

    /// With the sidecars of all.
    func folder(in dossier: Dossier) -> BagFolder {
        let path = "\(dossier.path)/\(name)"
        let sidecar = object.xml
        var contents = [(entry: BagEntry(sidecar, as: "\(path)/\(name)\(Sidecar.ofObject)"), bytes: sidecar)]
        for file in files {
            let entry = BagEntry(file.bytes, as: "\(path)/\(file.name)")
            let sidecar = dossier.sidecar(
                of: entry, named: file.name, format: file.format, hashed: file.hashed, of: reference, in: name)
            contents.append((entry, file.bytes))
            contents.append((BagEntry(sidecar, as: "\(entry.path)\(Sidecar.ofFile)"), sidecar))
        }
        return BagFolder(path: path, files: contents)
    }
}

extension Dossier {
    /// What MDTO says of a file. `folder` is the one that it is in, empty for that of the dossier.
    func sidecar(
        of entry: BagEntry, named name: String, format: FileFormat, hashed: String, of object: MDTO.Verwijzing,
        in folder: String
    ) -> [UInt8] {
        MDTO.Bestand(
            identificatie(folder.isEmpty ? name : "\(folder)/\(name)"), naam: name, omvang: entry.size,
            bestandsformaat: .bestandsformaat(format.label, puid: format.puid), checksum: entry.sha256,
            checksumDatum: hashed, isRepresentatieVan: object
        ).xml
    }
}

extension FileFormat {
    /// As metadata name it: with its version, or what it is otherwise.
    var label: String {
        if puid == nil { return "\(name) (\(mediaType))" }
        return version.map { "\(name) \($0)" } ?? name
    }
}
