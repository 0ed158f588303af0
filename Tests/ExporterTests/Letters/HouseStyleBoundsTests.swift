import Exporter
import Support
import Testing

@Suite("Numbers in the house style")
struct HouseStyleBoundsTests {
    private static let numbers = ["-1", "0", "2000000000", "99999999999999999999", "x", "1e9"]

    private static func sample(_ content: String) -> SampleCopy {
        var sample = SampleCopy()
        sample.houseStyle = sample.houseStyle.replacing("{{ body }}</text:p>", with: "{{ body }}</text:p>\(content)")
        return sample
    }

    @Test("That repeat something are bounded, each with its name and place", arguments: numbers)
    func bounded(number: String) throws {
        let contents = [
            ("text:c", "<text:p>a<text:s text:c=\"\(number)\"/></text:p>"),
            ("text:outline-level", "<text:h text:outline-level=\"\(number)\">a</text:h>"),
            (
                "table:number-columns-repeated",
                "<table:table table:name=\"T\"><table:table-column table:number-columns-repeated=\"\(number)\"/>"
                    + "<table:table-row><table:table-cell/></table:table-row></table:table>"
            ),
            (
                "table:number-columns-spanned",
                "<table:table table:name=\"T\"><table:table-column/><table:table-row>"
                    + "<table:table-cell table:number-columns-spanned=\"\(number)\"/></table:table-row></table:table>"
            ),
        ]
        for (name, content) in contents {
            let report = try Self.sample(content).report()
            #expect(report.contains("error: '\(name)' is no number from 1 to 10"), "\(report)")
        }
    }

    @Test("That are lengths are no length when no paper has them", arguments: ["nanmm", "infmm", "1e300mm", "-1e9mm"])
    func lengths(length: String) throws {
        var sample = SampleCopy()
        sample.houseStyle = sample.houseStyle.replacing("\"35mm\"", with: "\"\(length)\"")
            .replacing("style:position=\"0mm\"", with: "style:position=\"\(length)\"")
        #expect(try sample.filled(as: .html).contains("Deventer"))
        #expect(try sample.filled(as: .txt).contains("Deventer"))
    }

    @Test("A list that starts at the highest number counts on")
    func startValue() throws {
        let list =
            "<text:list text:style-name=\"Numbering_20_123\"><text:list-item text:start-value=\"NUMBER\">"
            + "<text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>"
        let text = try Self.sample(list.replacing("NUMBER", with: "1000000")).filled(as: .txt)
        #expect(text.contains("1000000. a\n1000001. b"))
        #expect(
            try Self.sample(list.replacing("NUMBER", with: "9223372036854775807")).report()
                .contains("'text:start-value' is no number from 0 to 1000000"))
    }

    @Test("Thousands of styles, each like the next, and styles that are like themselves")
    func styles() throws {
        let styles = (0..<4000).map {
            "<style:style style:name=\"Q\($0)\" style:family=\"paragraph\" style:parent-style-name=\"Q\(($0 + 1) % 4000)\"/>"
        }
        var sample = Self.sample("<text:p text:style-name=\"Q0\">x</text:p>")
        sample.houseStyle = sample.houseStyle.replacing(
            "<office:automatic-styles>", with: "<office:automatic-styles>" + styles.reversed().joined())
        #expect(try sample.filled(as: .html).contains(">x</p>"))
        #expect(try sample.filled(as: .odt).isEmpty == false)
    }

    @Test("The page's own header is in HTML: of a style's parent, of the first time, of the page that there is")
    func headers() throws {
        var sample = SampleCopy()
        let own = "<text:p text:style-name=\"Sender\">"
        let style =
            "<style:style style:name=\"P9\" style:family=\"paragraph\" style:parent-style-name=\"Sender\"/>"
        sample.houseStyle = sample.houseStyle
            .replacing(own, with: "<text:p text:style-name=\"P9\">")
            .replacing("<office:automatic-styles>", with: "<office:automatic-styles>\(style)")
        let header = "<p class=\"Briefhoofd\">Provincie Overijssel</p>"
        #expect(try sample.filled(as: .html).contains(header))
        sample = SampleCopy()
        sample.houseStyle = sample.houseStyle.replacing(
            own,
            with: "<text:p>{% if recipient.name != \"\" %}</text:p>\(own)x</text:p><text:p>{% endif %}</text:p>\(own)")
        #expect(try sample.filled(as: .html).contains(header))
        sample = SampleCopy()
        sample.houseStyle = sample.houseStyle
            .replacing(" style:master-page-name=\"First_20_Page\"", with: "")
            .replacing(
                "page-layout-name=\"Vervolg\">",
                with: "page-layout-name=\"Vervolg\"><style:header><text:p>Gewoon</text:p></style:header>"
                    + "<style:header-first><text:p>Eerste keer</text:p></style:header-first>")
        let html = try sample.filled(as: .html)
        #expect(html.contains("Eerste keer") && !html.contains("Gewoon"))
    }
}
