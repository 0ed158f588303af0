import Exporter
import Foundation
import Support
import Testing

@Suite("Values that try to be more than a value")
struct HostileValuesTests {
    /// As a spreadsheet would write it.
    private func cell(_ value: String) -> String {
        "\"\(value.replacing("\"", with: "\"\""))\""
    }

    private func sample(_ value: String) -> SampleCopy {
        var sample = SampleCopy(text: "Naam: [{{ recipient.name }}](https://x.nl/?q={{ recipient.name }}).\n")
        sample.list = sample.list.replacing("GM0150,Deventer,", with: "GM0150,\(cell(value)),")
        return sample
    }

    static let values = [
        "a & b < c > d \" e ' f", "{{ recipient.code }} {% if x %} {# y #}", "*_[]()`#|\\ <b>x</b> &amp; ]]>",
        "\u{202E}עברית‏ مرحبا\u{202C}", "𝔄𝔟𝔠 👩‍👩‍👧 é", "regel een\nregel twee\n\nregel vier", "  twee  en   drie  ",
        "a\tb", "'s-Gravenhage", "Súdwest-Fryslân", "../../etc", "=1+1", "\u{2028}a\u{2029}", "x\u{200B}y\u{FEFF}z",
        String(repeating: "lang ", count: 20_000) + "einde",
    ]

    /// Those of which something means nothing: white space around them, and what cannot be seen.
    static let tidied = [
        "\u{202E}עברית‏ مرحبا\u{202C}": "עברית‏ مرحبا", "  twee  en   drie  ": "twee  en   drie",
        "\u{2028}a\u{2029}": "a", "x\u{200B}y\u{FEFF}z": "xyz",
    ]

    @Test("Come back equal from the ODT", arguments: values)
    func roundTrip(value: String) throws {
        let value = String(value.utf8.prefix(99_999)) ?? value
        try TestFolder.withURL { directory in
            let odt = directory.appending(path: "letter.odt")
            try Data(try sample(value).bytes(as: .odt)).write(to: odt)
            let script = """
                import sys, zipfile, xml.etree.ElementTree as tree
                T = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'
                def read(e):
                    s = e.text or ''
                    for c in e:
                        if c.tag == T + 's': s += ' ' * int(c.get(T + 'c', '1'))
                        elif c.tag == T + 'tab': s += '\\t'
                        elif c.tag == T + 'line-break': s += '\\n'
                        else: s += read(c)
                        s += c.tail or ''
                    return s
                root = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read('content.xml'))
                link = next(e for e in root.iter(T + 'a'))
                sys.stdout.buffer.write(read(link).encode())
                """
            let read = try Program("python3", "-c", script, odt.path).output()
            #expect(read == Self.tidied[value] ?? value)
        }
    }

    @Test("Neither choose the host of a link nor break out of it")
    func link() throws {
        let html = try sample("\"><script>alert(1)</script> @evil.nl/").filled(as: .html)
        #expect(!html.contains("<script"))
        #expect(html.contains("https://x.nl/?q=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E%20%40evil.nl%2F"))
    }

    @Test("Show in HTML as they are")
    func html() throws {
        let html = try sample("a  <b> & \"c\"\nd").filled(as: .html)
        #expect(html.contains("a\u{A0}\u{A0}&lt;b&gt;\u{A0}&amp;\u{A0}\"c\"<br/>d"))
    }

    @Test("Are refused when XML cannot hold them", arguments: ["a\u{1}b", "a\u{0}b", "a\u{FFFE}b"])
    func forbidden(value: String) throws {
        #expect(try sample(value).report().contains("[control-character]"))
    }
}
