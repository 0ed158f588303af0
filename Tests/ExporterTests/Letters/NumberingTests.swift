import Exporter
import Foundation
import Support
import Testing

/// The same numbers in each format, as the programs that read it show them.
@Suite("Numbers in all formats")
struct NumberingTests {
    private static let never = "{% if recipient.name == \"nergens\" %}"
    private static let always = "{% if recipient.name != \"nergens\" %}"

    /// A text, and the beginnings of the lines that are printed of it.
    private static let texts: [(markdown: String, lines: [String])] = [
        // Items that vanish take no number.
        (
            "1. \(never)weg{% endif %}\n2. aap\n3. \(never)weg{% endif %}\n4. noot\n",
            ["1. aap", "2. noot"]
        ),
        // A list that begins in a condition, typed from another number than 1.
        (
            "\(never)\n3. weg\n{% endif %}\n4. aap\n5. noot\n",
            ["3. aap", "4. noot"]
        ),
        ("\(always)\n3. aap\n{% endif %}\n4. noot\n", ["3. aap", "4. noot"]),
        // A list within a list, in the format of its level.
        (
            "1. aap\n   1. noot\n   2. mies\n      1. wim\n2. zus\n",
            ["1. aap", "a. noot", "b. mies", "i. wim", "2. zus"]
        ),
        ("1. aap\n\n   3. noot\n   4. mies\n2. zus\n", ["1. aap", "c. noot", "d. mies", "2. zus"]),
        // Two lists.
        ("1. aap\n2. noot\n\nTussen.\n\n3. mies\n", ["1. aap", "2. noot", "3. mies"]),
        // A paragraph of an item that vanishes.
        ("1. aap\n\n   \(never)weg{% endif %}\n2. noot\n", ["1. aap", "2. noot"]),
        ("{% for copy in letter.copies %}\n1. aap\n{% endfor %}\n2. noot\n", ["1. noot"]),
    ]

    @Test("Lists count alike in ODT, PDF, HTML and text")
    func lists() throws {
        try TestFolder.withURL { directory in
            var files: [String] = []
            for (index, text) in Self.texts.enumerated() {
                let letter = try SampleCopy(text: text.markdown).letter()
                let filler = try LetterFiller(letter)
                for format in [Format.odt, .html, .txt] {
                    let path = directory.appending(path: "\(index).\(format.fileExtension)")
                    try Data(try filler.fill(try letter.deventer, as: format)).write(to: path)
                }
                files.append("\(directory.path)/\(index).odt")
                let written = try String(contentsOfFile: "\(directory.path)/\(index).txt", encoding: .utf8)
                #expect(Self.items(written) == text.lines)
                let html = try String(contentsOfFile: "\(directory.path)/\(index).html", encoding: .utf8)
                #expect(try HTMLItems(html).lines == text.lines)
            }
            try Judges.convert(files, to: "pdf", in: directory)
            try Judges.convert(files, to: "txt:Text", in: directory)
            for (index, text) in Self.texts.enumerated() {
                let pdf = try Program("pdftotext", "-layout", "\(directory.path)/\(index).pdf", "-").output()
                #expect(Self.items(pdf) == text.lines, "\(pdf)")
                let odt = try String(contentsOfFile: "\(directory.path)/\(index).txt", encoding: .utf8)
                #expect(Self.items(odt) == text.lines, "\(odt)")
            }
        }
    }

    private static func items(_ text: String) -> [String] {
        text.matches(of: /(?m)^[ \t]*([0-9ivxa-z]{1,4}\.)[ \t]+(aap|noot|mies|wim|zus)/).map { "\($0.1) \($0.2)" }
    }

    private static let notes: [(markdown: String, lines: [String])] = [
        ("aap[^n] noot[^n] mies[^m] wim[^n]\n", ["aap1", "noot1", "mies2", "wim1"]),
        ("\(never)weg[^n]{% endif %}aap[^m] noot[^n] mies[^n]\n", ["aap1", "noot2", "mies2"]),
        ("\(always)aap[^n]{% endif %} noot[^m] mies[^n]\n", ["aap1", "noot2", "mies1"]),
    ]

    @Test("One note referred to more than once is one note, with one number")
    func footnotes() throws {
        try TestFolder.withURL { directory in
            var files: [String] = []
            for (index, text) in Self.notes.enumerated() {
                let sample = SampleCopy(text: text.markdown + "\n[^n]: Noot n.\n[^m]: Noot m.\n")
                let letter = try sample.letter()
                let filler = try LetterFiller(letter)
                func filled(_ format: Format) throws -> String {
                    String(decoding: try filler.fill(try letter.deventer, as: format), as: UTF8.self)
                }
                let html = try filled(.html)
                #expect(Self.marks(html.replacing(/<[^>]*>/, with: "")) == text.lines)
                #expect(html.ranges(of: "Noot n.").count == 1)
                let ids = html.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
                #expect(Set(ids).count == ids.count)
                let plain = try filled(.txt)
                #expect(Self.marks(plain.replacing(/[\[\]]/, with: "")) == text.lines)
                #expect(plain.ranges(of: "Noot n.").count == 1)
                let path = directory.appending(path: "\(index).odt")
                try Data(try filler.fill(try letter.deventer, as: .odt)).write(to: path)
                files.append(path.path)
                let folder = directory.appending(path: "\(index)")
                try Program("unzip", "-q", path.path, "-d", folder.path).output()
                #expect(try Judges.jing(["content", "styles"].map { "\(folder.path)/\($0).xml" }) == "")
            }
            try Judges.convert(files, to: "pdf", in: directory)
            for (index, text) in Self.notes.enumerated() {
                let pdf = try Program("pdftotext", "\(directory.path)/\(index).pdf", "-").output()
                let line = pdf.filter { !$0.isWhitespace }
                #expect(line.contains(text.lines.joined()), "\(pdf)")
                #expect(pdf.ranges(of: "Noot n.").count == 1)
            }
        }
    }

    private static func marks(_ text: String) -> [String] {
        text.matches(of: /(aap|noot|mies|wim)(\d)/).map { "\($0.1)\($0.2)" }
    }

    @Test("Paragraphs in a cell of the house style do not run together, and those that vanish leave nothing")
    func cells() throws {
        var sample = SampleCopy()
        let cell = { (content: String) in "<table:table-cell office:value-type=\"string\">\(content)</table:table-cell>"
        }
        let row = [
            "<text:p>Postbus 1</text:p><text:p>{% if recipient.name == \"nergens\" %}</text:p><text:p>weg</text:p>"
                + "<text:p>{% endif %}</text:p><text:p/><text:p>1234 AB</text:p>",
            "<text:p/><text:p>Telefoon 038</text:p><text:p/>",
        ].map(cell).joined()
        let table =
            "<table:table table:name=\"T\"><table:table-column table:number-columns-repeated=\"2\"/>"
            + "<table:table-row>\(row)</table:table-row></table:table>"
        sample.houseStyle = sample.houseStyle.replacing("{{ body }}</text:p>", with: "{{ body }}</text:p>\(table)")
        #expect(try sample.filled(as: .txt).contains("\nPostbus 1 / 1234 AB | Telefoon 038\n"))
    }
}

/// The items of lists in HTML, numbered as a browser does (HTML §4.4.5, §15.3.7).
private struct HTMLItems {
    private(set) var lines: [String] = []

    init(_ html: String) throws {
        let script = """
            import sys, html.parser
            class Reader(html.parser.HTMLParser):
                def __init__(self):
                    super().__init__()
                    self.lists = []; self.items = []; self.text = None
                def handle_starttag(self, tag, attributes):
                    attributes = dict(attributes)
                    if tag in ('ol', 'ul'):
                        self.lists.append([int(attributes.get('start', '1')), attributes.get('type', '1')])
                    if tag == 'li':
                        number, kind = self.lists[-1]
                        self.lists[-1][0] += 1
                        letters = {'1': str(number), 'a': chr(96 + number), 'i': 'i' * number}
                        self.text = letters[kind] + '. '
                def handle_endtag(self, tag):
                    if tag in ('ol', 'ul'): self.lists.pop()
                def handle_data(self, data):
                    if self.text is not None and data.strip():
                        self.items.append(self.text + data.strip()); self.text = None
            reader = Reader()
            reader.feed(sys.stdin.read())
            print('\\n'.join(item for item in reader.items if item.split()[-1] in ('aap', 'noot', 'mies', 'wim', 'zus')))
            """
        let read = try TestFolder.withURL { directory in
            let path = directory.appending(path: "page.html").path
            try Data(html.utf8).write(to: URL(filePath: path))
            return try Program("sh", "-c", "python3 -c \"$0\" < \"$1\"", script, path).output()
        }
        lines = read.split(separator: "\n").map(String.init)
    }
}
