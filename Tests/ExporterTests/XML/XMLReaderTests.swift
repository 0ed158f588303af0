import Templating
import Testing

@testable import Containers
@testable import Exporter

struct XMLReaderTests {
    /// What was said of it, as the terminal shows it.
    private func refusal(_ bytes: [UInt8]) -> [String] {
        switch DocumentElement.read(bytes, file: "stijl.fodt") {
        case .success: []
        case .failure(let diagnostics): diagnostics.all.map(\.description)
        }
    }

    private func refusal(_ xml: String) -> [String] {
        refusal(Array(xml.utf8))
    }

    @Test func `Elements, attributes and text come with their namespaces and lines, white space as it is`() throws {
        let xml = """
            <?xml version="1.0"?>
            <!-- weg --><a xmlns="urn:1" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" t:c="1&amp;&#10;é" d="">
              <t:p>x <![CDATA[<y>]]> &lt;<!-- weg -->z&#x1F600;<?weg?> </t:p>
            </a>
            """
        let root = try DocumentElement.read(Array(xml.utf8), file: "x").get()
        let one = XMLNamespace(uri: "urn:1")
        #expect(
            root
                == DocumentElement(
                    XMLName(one, "a"), [DocumentAttribute(.text("c"), "1&\né"), DocumentAttribute(.none("d"), "")],
                    [
                        .text("\n  "),
                        .element(DocumentElement(.text("p"), [], [.text("x <y> <z😀 ")], line: 3)),
                        .text("\n"),
                    ], line: 2))
        #expect(root[.none("d")] == "")
        #expect(root[.none("e")] == nil)
    }

    @Test func `A document type is refused, whatever is in it`() {
        let expected = [
            """
            stijl.fodt: error: a document type (<!DOCTYPE …>) is not allowed [bad-xml]
                   take it out; entities go with it
            """
        ]
        #expect(refusal("<!DOCTYPE a><a/>") == expected)
        #expect(refusal("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>") == expected)
        #expect(refusal("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>") == expected)
        #expect(refusal("<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><a/>") == expected)
        var bomb = "<!DOCTYPE a [<!ENTITY b0 'ha'>"
        for level in 1...30 {
            bomb += "<!ENTITY b\(level) '" + String(repeating: "&b\(level - 1);", count: 10) + "'>"
        }
        #expect(refusal(bomb + "]><a b='&b30;'>&b30;</a>") == expected)
    }

    @Test func `All that is wrong is told, with its line`() {
        #expect(
            refusal("<a>\n<b c='1' c='2'/>\n&nbsp;<d:e/></f>") == [
                "stijl.fodt:2: error: this is not well-formed XML: Attribute c redefined [bad-xml]",
                "stijl.fodt:3: error: this is not well-formed XML: Entity 'nbsp' not defined [bad-xml]",
                "stijl.fodt:3: error: this is not well-formed XML: Namespace prefix d on e is not defined [bad-xml]",
                "stijl.fodt:3: error: this is not well-formed XML: Opening and ending tag mismatch: a line 1 and f "
                    + "[bad-xml]",
            ])
        #expect(refusal("<a><b:c/></a>").count == 1)
        #expect(refusal([]) == ["stijl.fodt:1: error: this is not well-formed XML: Document is empty [bad-xml]"])
        #expect(refusal("gewone tekst").count == 1)
        #expect(refusal("<a>\u{1}</a>").count >= 1)
    }

    @Test func `Depth is bounded`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(refusal(nested(100)) == [])
        let expected = "stijl.fodt:1: error: elements are nested more than 100 deep [too-deep]"
        for depth in [101, 255, 256, 257, 300, 1_000_000] {
            #expect(refusal(nested(depth)) == [expected])
        }
    }

    @Test func `Size is bounded`() {
        let bytes = Array("<a>".utf8) + Array(repeating: UInt8(ascii: "x"), count: 64_000_000) + Array("</a>".utf8)
        #expect(refusal(bytes) == ["stijl.fodt: error: XML of more than 20 MB is not read [too-large]"])
    }

    @Test func `Bytes that are not in the document's encoding are refused`() {
        #expect(!refusal(Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8)).isEmpty)
        #expect(!refusal(Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8)).isEmpty)
        #expect(!refusal([0xFF, 0xFE, 0x3C]).isEmpty)
        #expect(!refusal(Array("<?xml version='1.0' encoding='klingon'?><a/>".utf8)).isEmpty)
    }

    @Test func `UTF-16 and Latin-1 read as UTF-8 does`() throws {
        let text = "<a>é€😀</a>"
        let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
        let expected = try DocumentElement.read(Array(text.utf8), file: "x").get()
        #expect(try DocumentElement.read(utf16, file: "x").get() == expected)
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try DocumentElement.read(latin, file: "x").get().children == [.text("é")])
    }

    @Test func `A document cut off anywhere is refused`() {
        let paragraph = "<text:p text:style-name=\"é &amp; ü\">tekst &#x20AC; <text:s text:c=\"3\"/></text:p>"
        let bytes = Array(String(repeating: paragraph, count: 100).asODF.utf8)
        #expect(refusal(bytes) == [])
        for length in stride(from: 0, to: bytes.count, by: 100) {
            #expect(!refusal(Array(bytes[..<length])).isEmpty)
        }
    }

    @Test func `Lines beyond 65,535 are told as they are`() throws {
        let xml = "<a>" + String(repeating: "\n", count: 99_999) + "<b/></a>"
        let root = try DocumentElement.read(Array(xml.utf8), file: "x").get()
        #expect(root.elements.map(\.line) == [100_000])
    }

    @Test func `Parallel readings keep their own errors`() async {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let xml = "<a>\(String(repeating: "\n", count: number))<b></c\(number)></a>"
                    guard number % 4 > 0 else { return DocumentElement.read(Array("<a/>".utf8), file: "x").isSuccess }
                    guard case .failure(let found) = DocumentElement.read(Array(xml.utf8), file: "\(number)") else {
                        return false
                    }
                    return found.all.allSatisfy { $0.place.file == "\(number)" && $0.place.line == number + 1 }
                        && found.all.first?.problem.message.contains("c\(number)") == true
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool {
        if case .success = self { true } else { false }
    }
}
