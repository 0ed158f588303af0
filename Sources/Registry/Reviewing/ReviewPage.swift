internal import Exporter
package import Templating
internal import Workspace

extension Review {
    /// Stands in every page, and in no other file.
    package static let pageMark = ReportPage.mark(of: "review")

    /// The review as one HTML file without anything from elsewhere, in the letter's language. `samples` are the paths of
    /// the sample letters, from the folder that the page is in.
    package func html(samples: [String], in language: Language) -> String {
        let words = language == .dutch ? Words.dutch : Words.english
        var page = ReportPage()
        page.heading("\(words.mailing) \(mailing.number): \(mailing.subject)")
        page.facts([
            (words.letter, mailing.letter), (words.date, mailing.date.description),
            (words.follows, mailing.previous.map { "\(words.name(of: $0.relation)) \($0.number)" }),
            (words.frozen, "\(frozenBy.actor), \(frozenBy.time)"),
            (words.approved, approvedBy.map { [$0.actor, $0.time, $0.mandate ?? ""].joined(separator: ", ") }),
            (words.source, source), (words.asOf, asOf?.description),
            (
                words.recipients,
                "\(recipients) (" + channels.map { "\($0.dispatches) \($0.channel.rawValue)" }.joined(separator: ", ")
                    + ")"
            ),
            ("SHA-256", mailing.sha256), (words.head, head),
        ])
        if !warnings.isEmpty { page.list(words.warnings, warnings.map { $0.text(in: language) }) }
        page.table(
            words.variants, [words.condition, words.recipients, words.example, words.place],
            coverage.map { item in
                let line = item.branch.place.line.map { ":\($0)" } ?? ""
                return [
                    item.branch.condition(in: language) { labels[$0] ?? Self.words(of: $0) }, "\(item.count)",
                    item.example ?? "", "\(item.branch.place.file)\(line)",
                ]
            })
        page.table(
            words.checks, [words.check, words.because, words.finding],
            checks.map { [$0.that, $0.because, $0.finding(in: language)] })
        page.links(words.samples, samples)
        return page.text(in: language, mark: Self.pageMark, title: "\(words.mailing) \(mailing.number)")
    }

    /// `derived.eerste_keer` is `eerste keer`.
    private static func words(of name: String) -> String {
        String((name.split(separator: ".").last ?? "").map { $0 == "_" ? " " : $0 })
    }

    private struct Words {
        let mailing, letter, date, follows, frozen, approved, source, asOf, recipients, head, warnings: String
        let variants, place, condition, example, checks, check, because, finding, samples: String

        let reminder, correction: String

        func name(of relation: Mailing.Relation) -> String {
            switch relation {
            case .reminder: reminder
            case .correction: correction
            }
        }

        static let dutch = Words(
            mailing: "Verzendronde", letter: "Brief", date: "Dagtekening", follows: "Vervolg op",
            frozen: "Bevroren door",
            approved: "Geaccordeerd door", source: "Bron", asOf: "Peildatum", recipients: "Geadresseerden",
            head: "Kop van de gebeurtenissen", warnings: "Let op", variants: "Wie krijgt welke tekst",
            place: "Plaats", condition: "Als", example: "Bijvoorbeeld", checks: "Controles", check: "Controle",
            because: "Waarom", finding: "Bevinding",
            samples: "Voorbeeldbrieven",
            reminder: "rappel op verzendronde", correction: "correctie van verzendronde")
        static let english = Words(
            mailing: "Mailing", letter: "Letter", date: "Date", follows: "Follows on", frozen: "Frozen by",
            approved: "Approved by", source: "Source", asOf: "Reference date", recipients: "Recipients",
            head: "Head of the events", warnings: "Warnings", variants: "Who gets which text",
            place: "Place", condition: "If", example: "For example", checks: "Checks", check: "Check",
            because: "Because", finding: "Finding",
            samples: "Sample letters", reminder: "reminder of mailing", correction: "correction of mailing")
    }
}
