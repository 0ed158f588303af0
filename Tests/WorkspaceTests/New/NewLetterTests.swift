import Foundation
import Support
import Templating
import Testing

@testable import Workspace

struct NewLetterTests {
    private func files(_ root: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    }

    private func read(_ path: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    }

    @Test func `without anything it is an example that can be made`() throws {
        try TemporaryWorkspace().onDisk { root in
            let made = try NewLetter.make("oproep-2", in: root)
            #expect(made.files == ["letter.yaml", "letter.md"])
            #expect(made.subject == "Oproep 2")
            #expect(made.list == "gemeenten")
            #expect(try read("\(root)/letters/oproep-2/letter.md").hasPrefix("Geacht college,\n\n"))
            let (letter, diagnostics) = Letter.load("oproep-2", in: try WorkspaceDirectory(at: root))
            // What is still to be filled in: who signs, and the text.
            #expect(diagnostics.all.map(\.problem.id) == [.toFillIn, .toFillIn, .toFillIn])
            #expect(letter?.texts(of: "letter.reference") == ["2024-0711-GM0150", "2024-0711-GM0193"])
        }
    }

    @Test func `the salutation is the list's when all have one`() throws {
        var workspace = TemporaryWorkspace()
        workspace.list = """
            code,name,addressee,address,postcode,place,salutation
            A,a,a,a,1234 AB,a,"Geachte heer,"
            B,b,b,b,1234 AB,b,"Geachte mevrouw,"

            """
        try workspace.onDisk { root in
            _ = try NewLetter.make(in: root)
            #expect(try read("\(root)/letters/nieuw/letter.md").hasPrefix("{{ recipient.salutation }}\n\n"))
        }
        workspace.list += "C,c,c,c,1234 AB,c,\n"
        try workspace.onDisk { root in
            _ = try NewLetter.make(in: root)
            #expect(try read("\(root)/letters/nieuw/letter.md").hasPrefix("Geacht college,\n\n"))
        }
    }

    @Test func `figures are copied byte for byte, and their columns declared`() throws {
        var workspace = TemporaryWorkspace()
        // As Excel exports it: Windows-1252, semicolons, CRLF.
        let csv = Array("code;naam;saldo;deel;op;akkoord;nota\r\n".utf8)
        let deventer = Array("GM0150;Caf".utf8) + [0xE9] + Array(";-3;1,5;1-7-2024;ja;\r\n".utf8)
        let zwolle = Array("GM0193;\"a;b\";4;2;2-7-2024;nee;let op\r\n".utf8)
        workspace.files["cijfers.csv"] = csv + deventer + zwolle
        try workspace.onDisk { root in
            let made = try NewLetter.make(figures: "cijfers.csv", in: root)
            #expect(made.files == ["letter.yaml", "figures.csv", "letter.md"])
            #expect(made.diagnostics.all.map(\.problem.id) == [.windows1252])
            let copy = try Data(contentsOf: URL(fileURLWithPath: "\(root)/letters/nieuw/figures.csv"))
            #expect(Array(copy) == csv + deventer + zwolle)
            #expect(
                try read("\(root)/letters/nieuw/letter.yaml").contains(
                    """
                      columns:  # text, integer, decimal, money, date or boolean
                        naam: { type: text, label: Naam }
                        saldo: { type: integer, label: Saldo }
                        deel: { type: decimal, label: Deel }
                        op: { type: date, label: Op }
                        akkoord: { type: boolean, label: Akkoord }
                        nota: { type: text, label: Nota, missing: niet opgegeven }  # G2 is empty: say what that means

                    """))
            let (_, diagnostics) = Letter.load("nieuw", in: try WorkspaceDirectory(at: root))
            #expect(Set(diagnostics.all.map(\.problem.id)) == [.windows1252, .toFillIn])
        }
    }

    @Test func `a text gives its subject, and is printed as it is`() throws {
        var workspace = TemporaryWorkspace()
        workspace["brief.txt"] =
            "Onderwerp: Saldo: \"stand\"\r\n\r\nGeacht college,\r\n\r\nZie {{ dit }}\r\nen *dat*.\r\n"
        try workspace.onDisk { root in
            let made = try NewLetter.make(text: "brief.txt", in: root)
            #expect(made.subject == "Saldo: \"stand\"")
            #expect(
                try read("\(root)/letters/nieuw/letter.md")
                    == "Geacht college,\n\nZie \\{\\{ dit \\}\\} en \\*dat\\*.\n")
            let (letter, diagnostics) = Letter.load("nieuw", in: try WorkspaceDirectory(at: root))
            #expect(Set(diagnostics.all.map(\.problem.id)) == [.toFillIn, .foreignPlaceholder])
            #expect(letter?.texts(of: "letter.subject").first == "Saldo: \"stand\"")
        }
    }

    @Test func `a subject with braces stays in the text`() throws {
        var workspace = TemporaryWorkspace()
        workspace["brief.txt"] = "Betreft: {{ x }}\n"
        try workspace.onDisk { root in
            let made = try NewLetter.make(text: "brief.txt", in: root)
            #expect(made.subject == "Nieuw")
            #expect(try read("\(root)/letters/nieuw/letter.md") == "Betreft: \\{\\{ x \\}\\}\n")
        }
    }

    @Test func `Markdown is taken as it is`() throws {
        var workspace = TemporaryWorkspace()
        workspace["brief.md"] = "Onderwerp: x\n\n- {{ recipient.name }}\n  *a*  \n"
        try workspace.onDisk { root in
            _ = try NewLetter.make(text: "\(root)/brief.md", in: root)
            #expect(try read("\(root)/letters/nieuw/letter.md") == workspace["brief.md"])
        }
    }

    @Test(arguments: [
        "", ".", "..", ".x", "-x", "x.", "a b", "a/b", "../x", "é", "a\n", String(repeating: "x", count: 65),
    ])
    func `a name that is no plain folder's is refused`(name: String) throws {
        try TemporaryWorkspace().onDisk { root in
            let before = try files(root)
            let error = #expect(throws: CreationError.self) { _ = try NewLetter.make(name, in: root) }
            guard case .notALetterName? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try files(root) == before)
        }
    }

    @Test func `what exists is never overwritten`() throws {
        var workspace = TemporaryWorkspace()
        workspace["letters/bestand"] = "x"
        workspace.links["letters/link"] = "nergens"
        try workspace.onDisk { root in
            let before = try files(root)
            for name in ["oproep", "bestand", "link"] {
                let error = #expect(throws: CreationError.self) { _ = try NewLetter.make(name, in: root) }
                #expect(
                    error?.message == """
                        there is a letter '\(name)' already (letters/\(name)), and nothing is ever overwritten: choose \
                        another name, or move it away
                        """)
            }
            #expect(try files(root) == before)
        }
    }

    @Test(arguments: ["brief.odt", "brief.docx", "brief.DOC", "brief.pdf"])
    func `a text of a word processor is refused with what to do`(name: String) throws {
        var workspace = TemporaryWorkspace()
        workspace[name] = "x"
        try workspace.onDisk { root in
            let error = #expect(throws: CreationError.self) { _ = try NewLetter.make(text: name, in: root) }
            #expect(
                error?.message == """
                    '\(name)' is not a text: in LibreOffice or Word choose 'Save as' and 'Text' (.txt) with UTF-8, and \
                    give that file; Markdown (.md) is taken as it is
                    """)
        }
    }

    @Test func `a workspace without a list is told what one is`() throws {
        var workspace = TemporaryWorkspace()
        workspace.files["recipients/gemeenten.csv"] = nil
        try workspace.onDisk { root in
            let error = #expect(throws: CreationError.self) { _ = try NewLetter.make(in: root) }
            #expect(
                error?.message == """
                    there is no list of recipients: put one in recipients/, such as recipients/gemeenten.csv, with the \
                    columns code, name, addressee, address, postcode, place
                    """)
        }
    }

    @Test func `of several lists the first by name is taken`() throws {
        var workspace = TemporaryWorkspace()
        workspace["recipients/aa.csv"] = workspace.list
        try workspace.onDisk { root in
            let made = try NewLetter.make(in: root)
            #expect(made.list == "aa")
            #expect(made.otherLists == ["gemeenten"])
        }
    }

    /// What stands in comments is there to be used.
    @Test func `every key in a comment is one that a letter has`() throws {
        try TemporaryWorkspace().onDisk { root in
            _ = try NewLetter.make(in: root)
            let url = URL(fileURLWithPath: "\(root)/letters/nieuw/letter.yaml")
            let text = try String(contentsOf: url, encoding: .utf8)
            try text.uncommented.write(to: url, atomically: true, encoding: .utf8)
            let (_, diagnostics) = Letter.load("nieuw", in: try WorkspaceDirectory(at: root))
            let ids = Set(diagnostics.all.map(\.problem.id))
            // Files that are not there, placeholders for an address and a date.
            #expect(ids.isDisjoint(with: [.badYAML, .unknownKey, .missingKey, .wrongArguments, .badExpression]))
        }
    }
}
