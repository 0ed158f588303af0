import ArgumentParser
import Disk
import Exporter
import Foundation
import Registry
import Templating
import Workspace

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Show what somebody must know who is to approve a mailing.",
        discussion: """
            Proves that every byte is what was frozen, and writes at most three sample letters, with their e-mails, \
            which take different ways through the text, to out/mailing-N-review. --html writes the same as one page.

            --json prints {"mailing", "letter", "subject", "date", "state", "recipients", "channels", "source", "as_of", \
            "checks": [{"that", "because", "finding"}], "branches": [{"file", "line", "tag", "recipients"}], "samples", \
            "warnings", "frozen_by", "approved_by", "sha256", "head"}.
            """)

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Option(help: ArgumentHelp("A file to write the review to, as HTML.", valueName: "file"), completion: .file())
    var html: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var arguments: RegistryArguments

    func run() throws {
        let opened = try arguments.open()
        let (registry, settings, author) = (opened.registry, opened.settings, opened.author)
        let review = try refusing { () throws(RegistryError) in try registry.review(mailing, today: author.today) }
        if let html { try arguments.workspace.find().requireOutside(html, registry) }
        let samples = try writeSamples(of: review, registry)
        if let html {
            let paths = samples.map { RelativePath.from(folderOf: html, to: $0) }
            try write(review.html(samples: paths, in: settings.language.language), to: html)
        }
        if json { return Console.print(try JSON.text(Report(review, samples))) }
        show(review, samples)
    }

    /// Returns their paths.
    private func writeSamples(of review: Review, _ registry: Registry) throws -> [String] {
        let workspace = try arguments.workspace.find()
        let directory = "\(workspace.path)/out/mailing-\(mailing)-review"
        do throws(LetterFailure) {
            var folder = try LetterFolder(at: directory, protecting: workspace.protected(registry), force: false)
            var paths: [String] = []
            for sample in review.samples {
                let documents = try documents(to: sample, registry)
                for (bytes, format) in documents {
                    let file = try folder.add(bytes, to: sample.code.description, sample.name, as: format)
                    paths.append("\(directory)/\(file)")
                }
            }
            try folder.commit(review.mailing.letter)
            return paths
        } catch {
            throw Console.end(error)
        }
    }

    /// What a recipient gets: the PDF when there is one, and the e-mail that it goes with.
    private func documents(
        to sample: LetterRecipient, _ registry: Registry
    ) throws(LetterFailure) -> [(bytes: [UInt8], format: Format)] {
        do throws(RegistryError) {
            var documents: [(bytes: [UInt8], format: Format)] = []
            for format in [Format.pdf, .odt, .mail] where format != .odt || documents.isEmpty {
                if let bytes = try registry.document(of: mailing, to: sample.code.description, as: format) {
                    documents.append((bytes, format))
                }
            }
            return documents
        } catch {
            throw LetterFailure(error)
        }
    }

    private func write(_ page: String, to path: String) throws {
        // What is not a review of ours is somebody else's.
        let isOurs = (try? String(contentsOfFile: path, encoding: .utf8))?.contains(Review.pageMark) ?? false
        guard isOurs || Directory.isFree(path) else {
            Console.note("error: '\(path)' is there already, and is no review: name a new file")
            throw ExitCode.refused
        }
        do {
            let file = try SealedFile(at: path)
            try file.write(Array(page.utf8))
            try file.place(replacing: true)
        } catch {
            Console.note("error: '\(path)' cannot be written: is its folder there, and who may write in it?")
            throw ExitCode.outputFailed
        }
    }

    private func show(_ review: Review, _ samples: [String]) {
        let mailing = review.mailing
        func fact(_ name: String, _ value: String?) {
            if let value { Console.print(FittedText.lines(value, after: "\(Columns.left(name, 12)) ")) }
        }
        Console.print("mailing \(mailing.number): \(mailing.letter), \(mailing.state.rawValue)")
        fact("subject", mailing.subject)
        fact("date", "\(mailing.date)")
        fact("follows", mailing.previous.map { "\($0.relation.rawValue) of mailing \($0.number)" })
        fact("source", review.source)
        fact("peildatum", review.asOf?.description)
        let channels = review.channels.map { "\($0.dispatches) \($0.channel.rawValue)" }.joined(separator: " + ")
        fact("recipients", "\(review.recipients); dispatches: \(channels)")
        fact("frozen by", "\(review.frozenBy.actor), \(review.frozenBy.time)")
        fact(
            "approved by",
            review.approvedBy.map { "\($0.actor), \($0.time)\($0.mandate.map { ", mandate: \($0)" } ?? "")" }
                ?? "nobody yet")
        for item in review.coverage {
            let line = item.branch.place.line.map(String.init) ?? ""
            fact("variant", "\(Columns.right("\(item.count)", 6))  line \(line): \(item.branch.source)")
        }
        for check in review.checks {
            fact("check", "\(check.that)  \(check.finding(in: .english))  (\(check.because))")
        }
        for warning in review.warnings { fact("warning", warning.text(in: .english)) }
        for sample in samples { fact("sample", sample) }
        fact("sha256", mailing.sha256)
        fact("head", review.head)
        if mailing.state == .frozen { Console.print("next: oproep approve \(mailing.number)") }
    }

    private struct Report: Encodable {
        struct Check: Encodable {
            let that: String
            let because: String
            let finding: String
        }

        struct Branch: Encodable {
            let file: String
            @NullWhenNil var line: Int?
            let tag: String
            let recipients: Int
        }

        let mailing: Int
        let letter: String
        let subject: String
        let date: String
        let state: String
        let recipients: Int
        let channels: [String: Int]
        @NullWhenNil var source: String?
        @NullWhenNil var asOf: String?
        let checks: [Check]
        let branches: [Branch]
        let samples: [String]
        let warnings: [String]
        let frozenBy: String
        @NullWhenNil var approvedBy: String?
        let sha256: String
        let head: String

        enum CodingKeys: String, CodingKey {
            case mailing, letter, subject, date, state, recipients, channels, source
            case asOf = "as_of"
            case checks, branches, samples, warnings
            case frozenBy = "frozen_by"
            case approvedBy = "approved_by"
            case sha256, head
        }

        init(_ review: Review, _ samples: [String]) {
            mailing = review.mailing.number
            letter = review.mailing.letter
            subject = review.mailing.subject
            date = review.mailing.date.description
            state = review.mailing.state.rawValue
            recipients = review.recipients
            channels = Dictionary(uniqueKeysWithValues: review.channels.map { ($0.channel.rawValue, $0.dispatches) })
            source = review.source
            asOf = review.asOf?.description
            checks = review.checks.map { Check(that: $0.that, because: $0.because, finding: $0.finding(in: .english)) }
            branches = review.coverage.map { item in
                Branch(
                    file: item.branch.place.file, line: item.branch.place.line, tag: item.branch.source,
                    recipients: item.count)
            }
            self.samples = samples
            warnings = review.warnings.map { $0.text(in: .english) }
            frozenBy = review.frozenBy.actor
            approvedBy = review.approvedBy?.actor
            sha256 = review.mailing.sha256
            head = review.head
        }
    }
}
