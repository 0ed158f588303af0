internal import Disk
internal import Exporter
internal import Printing
internal import Registry
internal import Templating

/// The files of a batch in the making. No more letters are in memory than go in one PDF.
struct BatchFiles: ~Copyable {
    private var folder: LetterFolder
    private let attachments: [[UInt8]]
    private let letters: Int
    private let perFile: Int
    private var joined = JoinedPDF()
    private var list: AddressList
    private var sums = Checksums()
    private var count = 0
    /// The PDFs of all letters, in their order.
    private(set) var parts: [String] = []

    /// Nil for `perFile` when all are in one file.
    init(
        in folder: consuming LetterFolder, _ language: Language, attachments: [[UInt8]], letters: Int, perFile: Int?
    ) {
        self.folder = folder
        self.attachments = attachments
        self.letters = letters
        self.perFile = perFile ?? max(1, letters)
        list = AddressList(in: language, hasParts: perFile != nil)
    }

    var pages: Int { list.pages }

    /// The next in the order of the post.
    mutating func add(_ pdf: [UInt8], to code: String, _ name: String, _ address: PostalAddress) throws {
        guard var pages = joined.append(pdf) else {
            throw RegistryError.damaged("the PDF of \(code) cannot be read: run 'oproep audit'")
        }
        for attachment in attachments {
            guard let more = joined.append(attachment) else {
                throw LetterFailure.refused("an attachment is no PDF, or a damaged one, and cannot be printed")
            }
            pages += more
        }
        let file = try folder.add(pdf, to: code, name, as: .pdf)
        sums.add(pdf, as: file)
        list.add(address, code: code, file: file, part: nextPart, pages: pages)
        count += 1
        if count % perFile == 0 || count == letters { try finishPart() }
    }

    /// `all-letters.pdf`; of several `all-letters-01.pdf` and on, so that their names are in their order.
    private var nextPart: String {
        let last = (letters + perFile - 1) / perFile
        if last == 1 { return "\(Self.allLetters).pdf" }
        let number = "\(parts.count + 1)"
        let zeros = String(repeating: "0", count: max(2, "\(last)".count) - number.count)
        return "\(Self.allLetters)-\(zeros)\(number).pdf"
    }

    private mutating func finishPart() throws {
        let whole = joined
        joined = JoinedPDF()
        guard let bytes = whole.bytes() else { throw LetterFailure.failed("the letters cannot be joined in one PDF") }
        let part = nextPart
        parts.append(part)
        try add(bytes, as: part)
    }

    private mutating func add(_ bytes: [UInt8], as file: String) throws {
        try folder.add(bytes, as: file)
        sums.add(bytes, as: file)
    }

    /// Writes what lists them. Returns the SHA-256 of the list.
    mutating func finish() throws -> String {
        try add(list.bytes, as: AddressList.fileName)
        for (index, attachment) in attachments.enumerated() {
            try add(attachment, as: "attachment-\(index + 1).pdf")
        }
        try folder.add(sums.bytes, as: Checksums.fileName)
        return ContentHash(of: sums.bytes).hex
    }

    /// All of it comes to stand at its place, or nothing: see `LetterFolder`.
    consuming func commit(
        _ letter: String, _ cover: CoverSheet, sealed: () throws(LetterFailure) -> Void
    ) throws {
        try folder.add(Array(cover.html.utf8), as: CoverSheet.fileName)
        try folder.commit(letter, sealed: sealed)
    }

    private static let allLetters = "all-letters"
}
