import Foundation
package import Templating
package import Workspace

/// A small and right workspace of two recipients, to be spoilt by a test. It is on disk only while it is loaded.
package struct TemporaryWorkspace {
    package var files: [String: [UInt8]] = [
        "oproep.yaml": Array(Self.settings.utf8),
        "letters/house-style.fodt": Array("<office:document/>".utf8),
        "letters/oproep/letter.yaml": Array(Self.letter.utf8),
        "letters/oproep/letter.md": Array("{{ recipient.salutation }}\n".utf8),
        "letters/oproep/figures.csv": Array(Self.figures.utf8),
        "recipients/gemeenten.csv": Array(Self.list.utf8),
    ]
    /// From a path in the workspace to what it leads to.
    package var links: [String: String] = [:]

    package init() {}

    package static let settings = """
        sender: { name: Provincie Overijssel, place: Zwolle }
        language: nl-NL

        """

    package static let letter = """
        subject: Oproep
        date: 2024-07-11
        reference: "2024-{{ recipient.code }}"
        recipients:
          list: gemeenten
        figures:
          file: figures.csv
          source: COA
          as_of: 2024-07-01
          columns:
            begin: { type: integer }
            eind: { type: integer, label: Saldo op 1 juli }

        """

    package static let figures = """
        code,begin,eind
        GM0150,-10,-7
        GM0193,5,3

        """

    package static let list = """
        code,name,addressee,address,postcode,place,email
        GM0150,Deventer,College van B&W,Postbus 5000,7400 GC,DEVENTER,gemeente@deventer.nl
        GM0193,Zwolle,College van B&W,Postbus 538,8000AM,ZWOLLE,

        """

    package subscript(_ path: String) -> String {
        get { String(decoding: files[path] ?? [], as: UTF8.self) }
        set { files[path] = Array(newValue.utf8) }
    }

    package var settings: String {
        get { self["oproep.yaml"] }
        set { self["oproep.yaml"] = newValue }
    }

    package var letter: String {
        get { self["letters/oproep/letter.yaml"] }
        set { self["letters/oproep/letter.yaml"] = newValue }
    }

    package var figures: String {
        get { self["letters/oproep/figures.csv"] }
        set { self["letters/oproep/figures.csv"] = newValue }
    }

    package var list: String {
        get { self["recipients/gemeenten.csv"] }
        set { self["recipients/gemeenten.csv"] = newValue }
    }

    /// Changes one part of a file, which must be there.
    package mutating func replace(_ part: String, with other: String, in path: WritableKeyPath<Self, String>) {
        precondition(self[keyPath: path].contains(part), "'\(part)' is not there")
        self[keyPath: path] = self[keyPath: path].replacing(part, with: other)
    }

    /// Does something with the workspace on disk.
    package func onDisk<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try TestFolder()
        for (path, bytes) in files { try folder.write(bytes, as: path) }
        for (path, target) in links {
            try FileManager.default.createSymbolicLink(atPath: folder.path(path), withDestinationPath: target)
        }
        return try withExtendedLifetime(folder) { try body(folder.path) }
    }

    package func load(_ name: String = "oproep") throws -> (letter: Letter?, diagnostics: Diagnostics) {
        try onDisk { Letter.load(name, in: try WorkspaceDirectory(at: $0)) }
    }

    /// What is said of the letter, as a terminal shows it.
    package func report(_ name: String = "oproep") throws -> String {
        try load(name).diagnostics.all.map(\.description).joined(separator: "\n")
    }
}
