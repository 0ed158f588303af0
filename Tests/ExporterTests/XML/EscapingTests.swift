import Foundation
import Support
import Testing

@testable import Containers
@testable import Exporter

struct EscapingTests {
    private func escaped(_ append: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        append(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A paragraph's text as ODF 1.3 part 3 §6.1.2 to §6.1.5 has readers see it, taken to the letter: leading and
    /// trailing spaces go, and of several in a row all but one, elements between them notwithstanding.
    private func odfText(_ content: String) throws -> String {
        let root = try DocumentElement.read(Array("<text:p>\(content)</text:p>".asODF.utf8), file: "x").get()
        let paragraph = try #require(root.elements.first)
        var read: [(scalar: Unicode.Scalar, isData: Bool)] = []
        for node in paragraph.children {
            switch node {
            case .text(let text):
                for scalar in text.unicodeScalars {
                    let space: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r"]
                    let seen = space.contains(scalar) ? " " : scalar
                    if seen == " ", read.last(where: \.isData).map({ $0.scalar == " " }) ?? true { continue }
                    read.append((seen, true))
                }
            case .element(let element) where element.name == .text("s"):
                let count = Int(element[.text("c")] ?? "1") ?? 0
                read += Array(repeating: (" ", false), count: count)
            case .element(let element) where element.name == .text("tab"): read.append(("\t", false))
            case .element(let element) where element.name == .text("line-break"): read.append(("\n", false))
            default: Issue.record("unexpected \(node)")
            }
        }
        if let last = read.lastIndex(where: \.isData), read[last].scalar == " " { read.remove(at: last) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: read.map(\.scalar))
        return String(text)
    }

    private func normalised(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar != "\n" || last != "\r" { scalars.append(scalar == "\r" ? "\n" : scalar) }
            last = scalar
        }
        return String(scalars)
    }

    @Test(
        arguments: [
            ("a b", "a b"), (" a", "<text:s/>a"), ("a  ", "a<text:s text:c=\"2\"/>"),
            ("a  b", "a <text:s/>b"), ("a    b c", "a <text:s text:c=\"3\"/>b c"), (" ", "<text:s/>"),
            ("a\r\nb\rc\n\nd", "a<text:line-break/>b<text:line-break/>c<text:line-break/><text:line-break/>d"),
            ("a \t b", "a<text:s/><text:tab/><text:s/>b"), ("\u{2028}\u{85}\u{2029}", "\u{2028}\u{85}\u{2029}"),
            ("1 < 2 & \"3\" > '4' {{x}} ]]>", "1 &lt; 2 &amp; \"3\" &gt; '4' {{x}} ]]&gt;"), ("", ""),
            ("\u{0}\u{1}\u{FFFE}\u{FFFF}\u{FFFD}\u{FFBF}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFBF}"),
        ])
    func `White space that would not survive becomes elements`(value: String, expected: String) {
        #expect(escaped { ODFText.append(value, to: &$0) } == expected)
    }

    @Test func `Any value reads back from an ODF paragraph as it was`() throws {
        var random = SplitMix(state: 1)
        for _ in 0..<5_000 {
            let value = random.text()
            let content = escaped { ODFText.append(value, to: &$0) }
            #expect(Array(try odfText(content).utf8) == Array(normalised(value).utf8), "\(value.debugDescription)")
            #expect(Array(try odfText("x\(content)y").utf8) == Array("x\(normalised(value))y".utf8))
        }
    }

    @Test func `Any value reads back from text and attribute as it was`() throws {
        var random = SplitMix(state: 2)
        for _ in 0..<5_000 {
            let (text, attribute) = (random.text(), random.text())
            let element = DocumentElement(
                .none("a"), [DocumentAttribute(.none("b"), attribute)], text.isEmpty ? [] : [.text(text)], line: 2)
            let read = try DocumentElement.read(XMLSerializer.serialize(element), file: "x").get()
            #expect(read == element)
            // Strings compare equal in other normal forms, too.
            #expect(read[.none("b")].map { Array($0.utf8) } == Array(attribute.utf8))
        }
    }

    @Test func `Characters that XML forbids become a replacement character`() throws {
        for scalar in (0...0xFFFF).compactMap(Unicode.Scalar.init) {
            let isForbidden =
                scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar) || scalar.value >= 0xFFFE
            let text = escaped { XMLText.append("\(scalar)", to: &$0) }
            let attribute = escaped { XMLAttributeText.append("a\(scalar)", to: &$0) }
            #expect((text == "\u{FFFD}") == (isForbidden || scalar == "\u{FFFD}"))
            #expect((attribute == "a\u{FFFD}") == (isForbidden || scalar == "\u{FFFD}"))
        }
    }

    @Test func `A value in a link is neither scheme nor host, and ends nothing`() throws {
        #expect(
            escaped { LinkText.append("javascript://é/?a=b#c%20&\"'<> \n", to: &$0) }
                == "javascript%3A%2F%2F%C3%A9%2F%3Fa%3Db%23c%2520%26%22%27%3C%3E%20%0A")
        #expect(escaped { LinkText.append("GM0150-a.b_c~", to: &$0) } == "GM0150-a.b_c~")
        var random = SplitMix(state: 3)
        for _ in 0..<1_000 {
            let value = random.text()
            let link = escaped { LinkText.append(value, to: &$0) }
            #expect(link.removingPercentEncoding.map { Array($0.utf8) } == Array(value.utf8))
            #expect(link.utf8.allSatisfy { $0 == UInt8(ascii: "%") || Unicode.Scalar($0).isUnreserved })
        }
    }

    @Test func `A long value takes no long time`() {
        let value = String(repeating: "  \n<", count: 25_000)
        #expect(escaped { ODFText.append(value, to: &$0) }.utf8.count > 100_000)
    }
}

extension Unicode.Scalar {
    fileprivate var isUnreserved: Bool {
        isASCII && (properties.isAlphabetic || properties.numericType != nil || "-._~".unicodeScalars.contains(self))
    }
}
