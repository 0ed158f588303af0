import Exporter
import Foundation
import Support
import Testing

@Suite("What may stand in the house style")
struct HouseStyleContentTests {
    /// The sample with a paragraph of its own before the closing, on the line after that of `{{ body }}`.
    private static func sample(_ content: String, in group: String? = nil) -> SampleCopy {
        var sample = SampleCopy()
        let prefixes = """
            <office:document xmlns:loext="urn:example:loext" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"

            """
        sample.houseStyle = sample.houseStyle.replacing("<office:document\n", with: prefixes)
        let place = group ?? "{{ body }}</text:p>"
        sample.houseStyle = sample.houseStyle.replacing(place, with: "\(place)\n\(content)", maxReplacements: 1)
        return sample
    }

    /// The line on which `content` stands in `sample`.
    private static func line(of content: String, in sample: SampleCopy) throws -> Int {
        let range = try #require(sample.houseStyle.firstRange(of: content))
        return sample.houseStyle[..<range.lowerBound].count { $0 == "\n" } + 1
    }

    private static func expect(_ content: String, in group: String? = nil, gives message: String) throws {
        let sample = sample(content, in: group)
        let report = try sample.report()
        let head = "letters/house-style.fodt:\(try line(of: content, in: sample)):"
        let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first?.hasPrefix(head) == true, "\(report)")
        let body = report.drop { $0 != " " }.dropFirst()
        #expect(body.hasPrefix(message), "\(report)")
        #expect(report.matches(of: /\[bad-/).count == 1, "\(report)")
    }

    @Test("A whole message shows where the element begins")
    func wholeMessage() throws {
        let sample = Self.sample("<text:p>Deventer, <text:date>1 mei</text:date></text:p>")
        let line = try Self.line(of: "Deventer, <text:date>", in: sample)
        #expect(
            try sample.report() == """
                letters/house-style.fodt:\(line):19: error: 'text:date' cannot stand in a house style [bad-house-style]
                  \(line) | <text:p>Deventer, <text:date>1 mei</text:date></text:p>
                      |                   ^~~~~~~~~~ write fixed text in its place, or a tag such as {{ letter.date }}; \
                of LibreOffice's fields only page number and page count can stand here
                """)
    }

    @Test(
        "Text that cannot be told from what it stands on is refused",
        arguments: [("#ffffff", false), ("#dddddd", false), ("#949494", true), ("#555555", true), ("#000000", true)])
    func contrast(colour: String, isReadable: Bool) throws {
        let style =
            "<style:style style:name=\"T9\" style:family=\"text\"><style:text-properties fo:color=\"\(colour)\"/>"
        let content = "\(style)</style:style>"
        if isReadable {
            #expect(try Self.sample(content, in: "<office:automatic-styles>").report() == "")
        } else {
            try Self.expect(
                content, in: "<office:automatic-styles>",
                gives: "error: text of the colour \(colour) cannot be read on any background that the house style has")
        }
        // What stands on a dark background may be light.
        let dark =
            "<style:style style:name=\"T8\" style:family=\"table-cell\"><style:table-cell-properties "
            + "fo:background-color=\"#0b4f5f\"/></style:style>"
        #expect(try colour == "#949494" || Self.sample(dark + content, in: "<office:automatic-styles>").report() == "")
    }

    // MARK: Notes

    @Test("A footnote of its own has one identifier, ours")
    func footnote() throws {
        let sample = Self.sample(
            """
            <text:p>Slot<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>\
            <text:note-body><text:p text:style-name="Footnote">Van ons.</text:p></text:note-body></text:note></text:p>
            """)
        for format in [Format.fodt, .html] {
            let letter = try sample.filled(as: format)
            #expect(letter.contains("Van ons."))
        }
        try TestFolder.withURL { directory in
            let path = directory.appending(path: "letter.odt")
            try Data(try sample.bytes(as: .odt)).write(to: path)
            try Program("unzip", "-q", path.path, "-d", directory.path).output()
            #expect(try Judges.jing(["content", "styles"].map { "\(directory.path)/\($0).xml" }) == "")
        }
    }

    // MARK: Tags

    private static let misplaced: [(content: String, place: String)] = [
        (
            "<text:p><draw:frame><draw:text-box/><svg:title>{{ letter.subject }}</svg:title></draw:frame></text:p>",
            "'svg:title'"
        ),
        ("<text:p><draw:frame><draw:text-box/><svg:desc>{# x #}</svg:desc></draw:frame></text:p>", "'svg:desc'"),
        ("<text:p><text:page-number>{% if true %}</text:page-number></text:p>", "'text:page-number'"),
        ("<text:p><text:a xlink:href=\"{{ sender.website }}\">x</text:a></text:p>", "the attribute 'xlink:href'"),
        ("<text:p text:style-name=\"{{ letter.case }}\">x</text:p>", "the attribute 'text:style-name'"),
    ]

    @Test("A tag that would print as text is an error", arguments: misplaced)
    func misplacedTag(content: String, place: String) throws {
        try Self.expect(
            content,
            gives: "error: a tag works only in the text of a paragraph, not in \(place) [bad-house-style]\n")
    }

    // MARK: What changes, acts, or is elsewhere

    private static let fields = [
        "text:date", "text:time", "text:author-name", "text:placeholder", "text:user-field-get", "text:ruby",
        "text:chapter", "text:conditional-text", "text:bookmark-ref", "text:file-name", "text:index-of-tomorrow",
    ]

    @Test("A field is an error, in the text and in headers and footers", arguments: fields)
    func field(name: String) throws {
        let message = "error: '\(name)' cannot stand in a house style [bad-house-style]\n"
        try Self.expect("<text:p><\(name)>{{ letter.date }}</\(name)></text:p>", gives: message)
        try Self.expect(
            "<text:p><text:span><\(name)/></text:span></text:p>", in: "<style:footer>", gives: message)
    }

    private static let refusals: [(content: String, message: String)] = [
        ("<text:p><draw:frame><draw:object/></draw:frame></text:p>", "'draw:object' cannot stand in a house style"),
        (
            "<text:p><draw:frame><draw:object-ole/></draw:frame></text:p>",
            "'draw:object-ole' cannot stand in a house style"
        ),
        (
            "<text:p><draw:frame><draw:floating-frame xlink:href=\"https://a.nl\"/></draw:frame></text:p>",
            "'draw:floating-frame' cannot stand in a house style"
        ),
        ("<text:p><draw:frame><draw:plugin/></draw:frame></text:p>", "'draw:plugin' cannot stand in a house style"),
        ("<text:p><draw:frame><draw:applet/></draw:frame></text:p>", "'draw:applet' cannot stand in a house style"),
        ("<text:p><draw:control/></text:p>", "'draw:control' cannot stand in a house style"),
        (
            "<text:p><text:script script:language=\"Basic\">x</text:script></text:p>",
            "'text:script' cannot stand in a house style"
        ),
        (
            "<text:table-of-content text:name=\"x\"><text:index-body/></text:table-of-content>",
            "'text:table-of-content' cannot stand in a house style"
        ),
        (
            "<text:section text:name=\"x\" text:display=\"none\"><text:p>x</text:p></text:section>",
            "'text:section' is hidden, always or at times"
        ),
        (
            "<text:section text:name=\"x\"><text:section-source xlink:href=\"https://a.nl\"/></text:section>",
            "'text:section-source' cannot stand in a house style"
        ),
        (
            "<table:table><table:table-row><table:table-cell table:formula=\"x\"/></table:table-row></table:table>",
            "'table:table-cell' is calculated where the letter is opened"
        ),
        (
            "<text:p><draw:frame><draw:image xlink:href=\"https://a.nl/logo.png\"/></draw:frame></text:p>",
            "what 'draw:image' shows is not in the house style itself"
        ),
        (
            "<text:p><draw:frame><draw:image xlink:href=\"Pictures/logo.png\"/></draw:frame></text:p>",
            "what 'draw:image' shows is not in the house style itself"
        ),
    ]

    @Test("What acts, hides or is elsewhere is an error", arguments: refusals)
    func refused(content: String, message: String) throws {
        try Self.expect(content, gives: "error: \(message) [bad-house-style]\n")
    }

    @Test("A picture among the styles must be embedded too")
    func remoteBackground() throws {
        try Self.expect(
            "<style:style style:name=\"X\" style:family=\"paragraph\"><style:paragraph-properties>"
                + "<style:background-image xlink:href=\"file:///x.png\"/></style:paragraph-properties></style:style>",
            in: "<office:styles>",
            gives: "error: what 'style:background-image' shows is not in the house style itself [bad-house-style]\n")
        try Self.expect(
            "<text:list-style style:name=\"X\">"
                + "<text:list-level-style-image text:level=\"1\" xlink:href=\"https://a.nl/x.png\"/></text:list-style>",
            in: "<office:styles>",
            gives: "error: what 'text:list-level-style-image' shows is not in the house style itself")
    }

    @Test("A link goes where links of a letter may go", arguments: ["javascript:alert(1)", "file:///x", "#x", ""])
    func link(target: String) throws {
        try Self.expect(
            "<text:p><text:a xlink:href=\"\(target)\">x</text:a></text:p>",
            gives: "error: a link goes to https://, http://, mailto: or tel: [bad-link]\n")
    }

    @Test("What prints the same always may stand there")
    func accepted() throws {
        let sample = Self.sample(
            """
            <text:section text:name="x" text:display="true"><text:p>Zie <text:a xlink:type="simple" \
            xlink:href="https://www.overijssel.nl/">onze site</text:a>.</text:p></text:section>\
            <text:list><text:list-item><text:number>1.</text:number><text:p>Punt</text:p></text:list-item></text:list>
            """)
        let letter = try sample.filled(as: .fodt)
        #expect(letter.contains("onze site") && letter.contains("Punt") && !letter.contains("<text:number>"))
    }

    // MARK: What is left behind

    @Test("Comments of its authors, marks and declarations are not carried along")
    func dropped() throws {
        let sample = Self.sample(
            """
            <text:p>A<office:annotation office:name="1"><dc:creator>Jansen</dc:creator><text:p>Mag dit?</text:p>\
            </office:annotation>B<office:annotation-end office:name="1"/><text:reference-mark text:name="r"/>\
            <text:bookmark text:name="b"/>C</text:p><text:user-field-decls/>
            """)
        let letter = try sample.filled(as: .fodt)
        #expect(letter.contains("<text:p>ABC</text:p>"))
        for left in ["annotation", "Jansen", "Mag dit?", "-mark", "bookmark", "user-field"] {
            #expect(!letter.contains(left), "\(left)")
        }
    }

    @Test("Text in an element that is not of ODF stays, with its tags")
    func foreignElements() throws {
        let sample = Self.sample(
            """
            <text:p>A<loext:content-control loext:x="1"> <text:span>B </text:span><loext:y>C {{ letter.refe</loext:y>\
            </loext:content-control>rence }}</text:p><loext:z><text:p>Weg</text:p></loext:z>
            """)
        let letter = try sample.filled(as: .txt)
        #expect(letter.contains("A B C "))
        #expect(!letter.contains("{{") && !letter.contains("Weg"))
        #expect(!(try sample.filled(as: .fodt)).contains("loext"))
    }
}
