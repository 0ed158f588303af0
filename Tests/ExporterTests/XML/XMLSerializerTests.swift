import Support
import Templating
import Testing

@testable import Containers
@testable import Exporter

struct XMLSerializerTests {
    @Test func `A document has its declaration, its namespaces on the root in a fixed order, and no indentation`() {
        let document = DocumentElement(
            .office("document-meta"), [DocumentAttribute(.office("version"), "1.3")],
            [
                .element(
                    DocumentElement(
                        .dc("title"), [], [.element(DocumentElement(.text("s"))), .text("a < b & \"c\" ]]> é\r")])),
                .element(DocumentElement(.meta("x"), [DocumentAttribute(.xlink("href"), "a\"<>&\n\té")])),
            ])
        #expect(
            String(decoding: XMLSerializer.serialize(document), as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
                xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" \
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
                xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" \
                office:version="1.3"><dc:title><text:s/>a &lt; b &amp; "c" ]]&gt; é&#13;</dc:title>\
                <meta:x xlink:href="a&quot;&lt;&gt;&amp;&#10;&#9;é"/></office:document-meta>

                """)
    }

    @Test func `Another parser reads what is filled in`() throws {
        let letter = try TestTemplate(
            "<text:p text:style-name=\"{{ recipient.name }}\">{{ recipient.name }}</text:p>".asODF)
        var random = SplitMix(state: 7)
        let value = (0..<500).map { _ in random.text() + "x" }.joined()
        let bytes = Array(letter.fill(name: value).utf8)
        #expect(try withFile(of: bytes) { try Program("xmllint", "--noout", $0).output() } == "")
    }

    @Test func `Foreign namespaces get numbered prefixes, and xml and none need no declaration`() {
        let other = XMLNamespace(uri: "urn:other")
        let document = DocumentElement(
            .none("a"), [DocumentAttribute(.xml("lang"), "nl"), DocumentAttribute(.none("b"), "1")],
            [.element(DocumentElement(XMLName(other, "c")))])
        #expect(
            String(decoding: XMLSerializer.serialize(document), as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a xmlns:ns1="urn:other" xml:lang="nl" b="1"><ns1:c/></a>

                """)
    }

    @Test func `A hole comes after a complete start tag, and knows what it stands in`() throws {
        let xml = """
            <text:p>{{ recipient.name }}</text:p><text:p text:style-name="x{{ recipient.name }}y"/>\
            <text:p><text:a xlink:href="https://a.nl/{{ recipient.name }}">é{{ recipient.name }}</text:a></text:p>\
            <dc:title>{{ recipient.name }}</dc:title>
            """.asODF
        let letter = try TestTemplate(xml)
        #expect(
            letter.fill(name: " <&\" ").withoutRoot == """
                <text:p><text:s/>&lt;&amp;"<text:s/></text:p><text:p text:style-name="x &lt;&amp;&quot; y"/>\
                <text:p><text:a xlink:href="https://a.nl/%20%3C%26%22%20">é<text:s/>&lt;&amp;"<text:s/></text:a>\
                </text:p><dc:title> &lt;&amp;" </dc:title>
                """)
        let contexts = letter.template.parts.compactMap { part in
            if case .hole(let hole) = part { HoleContext(rawValue: hole.context) } else { nil }
        }
        #expect(contexts == [.text, .attribute, .link, .text, .plain])
    }

    @Test func `What stands between two holes is one run of bytes`() throws {
        let letter = try TestTemplate(
            "<text:p>a{{ recipient.name }}</text:p><text:p>b<text:s/>c</text:p><text:p>{{ recipient.name }}</text:p>"
                .asODF)
        let kinds = letter.template.parts.map { part in
            switch part {
            case .run: "run"
            case .hole: "hole"
            default: "other"
            }
        }
        #expect(kinds == ["run", "hole", "run", "hole", "run"])
    }

    @Test func `Choices and loops hold their branches, wherever they stand`() throws {
        let letter = try TestTemplate(
            """
            {% if recipient.name == "Raalte" %}<text:p>Raalte</text:p>{% elif recipient.name == "Ommen" %}\
            <text:p text:style-name="b">Ommen</text:p>{% else %}<text:h>{{ recipient.name }}</text:h>{% endif %}\
            <text:list>{% for copy in letter.copies %}<text:p>{% if copy == "x" %}X{% endif %}{{ copy }}</text:p>\
            {% endfor %}</text:list>
            """.asODF)
        #expect(letter.fill(name: "Raalte").withoutRoot == "<text:p>Raalte</text:p><text:list></text:list>")
        #expect(
            letter.fill(name: "Ommen", copies: ["x", "y"]).withoutRoot == """
                <text:p text:style-name="b">Ommen</text:p><text:list><text:p>Xx</text:p><text:p>y</text:p></text:list>
                """)
        #expect(letter.fill(name: "Hof").withoutRoot == "<text:h>Hof</text:h><text:list></text:list>")
    }

    @Test func `An element that vanishes does so when nothing or only space is left of its inside`() throws {
        let xml = """
            <text:p>{% if recipient.name == "Hof" %}{{ recipient.name }}{% endif %} </text:p><text:p/>\
            <text:p>vast <text:span>{{ recipient.name }}</text:span></text:p>
            """.asODF
        let letter = try TestTemplate(xml, vanishing: ["p", "span"])
        #expect(
            letter.fill(name: "Hof").withoutRoot
                == "<text:p>Hof </text:p><text:p>vast <text:span>Hof</text:span></text:p>")
        #expect(
            letter.fill(name: "Ede").withoutRoot == "<text:p>vast <text:span>Ede</text:span></text:p>")
        // The last paragraph can never vanish, so it is part of the ready-made bytes.
        let vanishing = letter.template.parts.count { if case .vanishing = $0 { true } else { false } }
        #expect(vanishing == 3)
    }

    @Test func `The root can vanish, and keeps its namespaces when it does not`() throws {
        let letter = try TestTemplate("<text:p>{{ recipient.name }}</text:p>".asODF, vanishing: ["text"])
        #expect(letter.fill().contains("<office:text xmlns:office="))
    }

    @Test func `A choice in an attribute is refused`() throws {
        let xml = "<text:p text:style-name=\"{% if recipient.name == 'a' %}x{% endif %}\"/>".asODF
        #expect {
            _ = try TestTemplate(xml)
        } throws: { error in
            (error as? Diagnostics)?.all.map(\.description) == [
                """
                test.xml: error: only a {{ value }} can stand here [crossing-tags]
                       choose or repeat the whole of what this belongs to, with the tags around it
                """
            ]
        }
    }

    @Test func `Tags that cross elements are refused`() throws {
        let xml = "<text:p>{% if recipient.name == 'a' %}</text:p><text:p>{% endif %}</text:p>".asODF
        #expect(throws: Diagnostics.self) { try TestTemplate(xml) }
    }
}
