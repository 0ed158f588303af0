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
        BagFolder(
            "\(dossier.path)/\(name)",
            [("\(name)\(Sidecar.ofObject)", object.xml)]
                + files.flatMap { file in
                    [
                        (file.name, file.bytes),
                        ("\(file.name)\(Sidecar.ofFile)", file.sidecar(of: reference, in: name, dossier)),
                    ]
                })
    }
}

extension Archiefstuk.File {
    /// What MDTO says of the file. `folder` is the one that it is in, empty for that of the dossier.
    func sidecar(of object: MDTO.Verwijzing, in folder: String, _ dossier: Dossier) -> [UInt8] {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        return MDTO.Bestand(
            dossier.identificatie(path), naam: name, omvang: bytes.count,
            bestandsformaat: .bestandsformaat(format.label, puid: format.puid),
            checksum: ContentHash(of: bytes).hex, checksumDatum: hashed, isRepresentatieVan: object
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
