internal import Exporter
internal import Registry
internal import Templating

/// What goes with a batch to the printer: how much it is, and how to see that it is all.
struct CoverSheet {
    static let fileName = "cover.html"

    /// In the letter's language.
    let html: String

    init(_ mailing: Mailing, _ made: PrintRun.Made, author: String, time: String, language: Language) {
        let words = language == .dutch ? Words.dutch : Words.english
        let title = "\(words.batch) \(made.batch), \(words.mailing) \(mailing.number)"
        var page = ReportPage()
        page.heading(title)
        page.facts([
            (words.subject, mailing.subject), (words.date, mailing.date.description),
            (words.letters, "\(made.letters)"), (words.pages, "\(made.pages)"),
            (words.made, "\(author), \(time)"), ("SHA-256", made.sha256),
        ])
        page.table(
            words.contents, [words.file, words.what],
            [
                [made.files.joined(separator: ", "), words.allLetters], ["*.pdf", words.each],
                [AddressList.fileName, words.addresses],
                [Checksums.fileName, words.sums],
            ])
        page.list(words.mind, words.rules)
        html = page.text(in: language, mark: ReportPage.mark(of: "batch"), title: title)
    }

    private struct Words {
        let batch, mailing, subject, date, letters, pages, made, contents, file, what: String
        let allLetters, each, addresses, sums, mind: String
        let rules: [String]

        static let dutch = Words(
            batch: "Drukpartij", mailing: "verzendronde", subject: "Onderwerp", date: "Dagtekening", letters: "Brieven",
            pages: "Bladzijden", made: "Gemaakt door", contents: "Inhoud", file: "Bestand", what: "Wat het is",
            allLetters: "alle brieven met hun bijlagen, op postcode; buitenland achteraan, per land",
            each: "elke brief apart, en elke bijlage",
            addresses: "de adressen in dezelfde volgorde, met de eerste bladzijde van elke brief",
            sums: "de SHA-256 van deze bestanden; die van de lijst zelf staat hierboven", mind: "Let op",
            rules: [
                "Begin elke brief op een nieuw vel: addresses.csv zegt hoeveel bladzijden elke brief heeft.",
                "Controleer met ‘sha256sum -c SHA256SUMS’ dat alles goed is overgekomen.",
                "Meld de dag waarop de partij ter post is bezorgd.",
            ])
        static let english = Words(
            batch: "Print batch", mailing: "mailing", subject: "Subject", date: "Date", letters: "Letters",
            pages: "Pages", made: "Made by", contents: "Contents", file: "File", what: "What it is",
            allLetters: "all letters with what is enclosed, by postcode; abroad at the end, by country",
            each: "each letter by itself, and each enclosure",
            addresses: "the addresses in the same order, with the first page of each letter",
            sums: "the SHA-256 of these files; that of the list itself is above", mind: "Please mind",
            rules: [
                "Begin each letter on a new sheet: addresses.csv tells how many pages each letter has.",
                "See with ‘sha256sum -c SHA256SUMS’ that all of it has arrived.",
                "Report the day on which the batch was posted.",
            ])
    }
}
