internal import Templating
internal import Workspace

/// Whose letter is where in a batch, and where it goes: for the printer, who may have labels made of it.
struct AddressList {
    static let fileName = "addresses.csv"

    private let language: Language
    private var rows: [[String]] = [
        [
            "number", "page", "pages", "code", "addressee", "attention", "address", "postcode", "place", "country",
            "file",
        ]
    ]
    /// Of all letters.
    private(set) var pages = 0

    init(in language: Language) {
        self.language = language
    }

    /// The next in the order of the post.
    mutating func add(_ address: PostalAddress, code: String, file: String, pages: Int) {
        rows.append([
            "\(rows.count)", "\(self.pages + 1)", "\(pages)", code, address.addressee, address.attention,
            address.address, address.postcode, address.place, address.country, file,
        ])
        self.pages += pages
    }

    var bytes: [UInt8] { Array(Spreadsheet.csv(rows, in: language).utf8) }
}
