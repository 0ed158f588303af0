import Testing

@testable import Exporter

@Suite("Addresses abroad")
struct CountryTests {
    private static let columns = "code,name,addressee,address,postcode,place,country\n"

    private static func sample(_ postcode: String, _ country: String) -> SampleCopy {
        var sample = SampleCopy.withoutFigures(text: "Geacht college,\n\nHoi.\n")
        sample.list = columns + "A1,Alfa,College,Straat 3,\(postcode),PLAATS,\(country)\n"
        return sample
    }

    @Test(
        "A country without postcodes needs none, and its letter has no hole for it",
        arguments: ["SURINAME", "Curaçao", "sr", "Hong Kong", "Bonaire", "Panama", "Bonaire, Sint Eustatius en Saba"])
    func withoutPostcode(country: String) throws {
        let text = try Self.sample("", "\"\(country)\"").filled("A1", as: .txt)
        #expect(text.contains("\nPLAATS\n\(country.uppercased())\n"), "\(text)")
    }

    @Test("A country with postcodes needs one", arguments: ["Duitsland", "United Kingdom", "", "NL"])
    func withPostcode(country: String) throws {
        #expect(try Self.sample("", country).report().contains("column 'postcode' [empty-cell]"))
    }

    @Test(
        "The Netherlands by any name are at home: a Dutch postcode, and no line for the country",
        arguments: ["NL", "Nederland", "nederland ", "The Netherlands", "HOLLAND", "nld"])
    func home(country: String) throws {
        #expect(try Self.sample("12345", country).report().contains("[bad-postcode]"))
        let text = try Self.sample("8000gb".uppercased(), country).filled("A1", as: .txt)
        #expect(text.contains("8000 GB") && !text.lowercased().contains("nederland"), "\(text)")
        #expect(!text.uppercased().contains("HOLLAND") && !text.uppercased().contains("NETHERLANDS"), "\(text)")
    }
}
