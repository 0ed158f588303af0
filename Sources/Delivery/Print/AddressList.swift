internal import Templating
internal import Workspace

/// Whose letter is where in a batch, and where it goes: for the printer, who may have labels made of it.
struct AddressList {
    static let fileName = "addresses.csv"

    private let language: Language
    private let hasParts: Bool
    private var rows: [[String]] = []
    /// Of all letters.
    private(set) var pages = 0
    /// Of those in the file that is being made.
    private var partPages = 0
    private var part = ""

    /// `hasParts` when it tells in which file a letter is printed; batches of earlier versions have one only.
    init(in language: Language, hasParts: Bool) {
        self.language = language
        self.hasParts = hasParts
        rows.append(
            [
                "number", "page", "pages", "code", "addressee", "attention", "address", "postcode", "place", "country",
                "file",
            ] + (hasParts ? ["printed_in"] : []))
    }

    /// The next in the order of the post. Its page is that in `part`.
    mutating func add(_ address: PostalAddress, code: String, file: String, part: String, pages: Int) {
        if part != self.part { (self.part, partPages) = (part, 0) }
        rows.append(
            [
                "\(rows.count)", "\(partPages + 1)", "\(pages)", code, address.addressee, address.attention,
                address.address, address.postcode, address.place, address.country, file,
            ] + (hasParts ? [part] : []))
        partPages += pages
        self.pages += pages
    }

    var bytes: [UInt8] { Array(Spreadsheet.csv(rows, in: language).utf8) }
}
