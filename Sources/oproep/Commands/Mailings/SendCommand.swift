import ArgumentParser
import Delivery
import Exporter
import Foundation
import Registry
import Templating
import Workspace

struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send what is ready by its channel: by e-mail, or in a batch for the printer.",
        discussion: """
            Look first with --dry-run, which prints who would get what; then say with --confirm how many that are. Only \
            what is ready leaves: to send again sends nothing twice, and goes on where a run was stopped. Ctrl-C stops \
            after the message in hand.

            E-mail goes to the mail server that 'delivery', 'smtp' in oproep.yaml names, or OPROEP_SMTP_URL: smtp://host:587 \
            or smtps://host:465, always with TLS unless it is on this computer. The password stands in a file, \
            'password_file' or OPROEP_SMTP_PASSWORD_FILE. SSL_CERT_FILE names the certificates to trust when they are not \
            those of the system. What the server puts off is offered again by a later 'send': after 5 minutes, 15, an \
            hour, 4 hours; then it is refused.

            For post a directory is written: all letters in one PDF by postcode, each in one of its own, the addresses, a \
            cover sheet, and the SHA-256 of all. Its letters are 'batched' until you record that they were posted: \
            oproep record N sent --batch B --on DATE. --batch B writes it again, to the last byte as it was.

            --test-to sends the first letter to you, and changes nothing. With OPROEP_OVERRIDE_RECIPIENT every e-mail goes \
            to that address in the place of its own, as a rehearsal that changes nothing either.

            Ends with 2 when not all left: something of the mailing is refused, deferred or in doubt, or the run was stopped. \
            --json prints {"mailing", \
            "accepted", "deferred", "refused", "in_doubt", "stopped", "override", "batch": {"number", "directory", \
            "letters", "pages", "sha256", "files"}}, where the last three may be null; with --dry-run {"mailing", "count", \
            "dispatches": [{"code", "name", "channel", "to", "subject", "files"}], "settled": [{"recipient", "because"}], \
            "waiting": [{"recipient", "until"}], "by_hand"}, the last of which is how many are not sent by this command.
            """)

    enum Way: String {
        case smtp, print

        var channel: DispatchChannel { self == .smtp ? .email : .post }
    }

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Option(help: "smtp, print, or both with a comma (default: both).", transform: SendCommand.ways)
    var via: [Way] = [.smtp, .print]

    @Option(help: ArgumentHelp("How many dispatches leave.", valueName: "count"))
    var confirm: Int?

    @Flag(help: "Only print who would get what.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("Send the first letter by e-mail to this address, and nothing else.", valueName: "address"))
    var testTo: String?

    @Option(help: ArgumentHelp("Write a batch for the printer again.", valueName: "number"))
    var batch: Int?

    @Option(
        name: .shortAndLong, help: "The directory of the batch (default: out/mailing-N-batch-B).",
        completion: .directory)
    var output: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    private static func ways(_ text: String) throws -> [Way] {
        let ways = text.split(separator: ",").map { Way(rawValue: String($0)) }
        guard !ways.isEmpty, ways.allSatisfy({ $0 != nil }) else {
            throw ValidationError("'\(text)' is neither smtp nor print.")
        }
        return ways.compactMap(\.self)
    }

    func validate() throws {
        let wishes = [confirm != nil, dryRun, testTo != nil, batch != nil].count { $0 }
        if wishes != 1 {
            throw ValidationError("Say one of --confirm COUNT, --dry-run, --test-to ADDRESS and --batch B.")
        }
        if let testTo, EmailAddress(valid: testTo) == nil { throw ValidationError("'\(testTo)' is no e-mail address.") }
    }

    func run() throws {
        Interruption.listen()
        let override = try override()
        let job = try SendJob(self, override: override)
        if dryRun { return try job.preview() }
        if let batch { return try job.writeAgain(batch) }
        guard let override else { return try job.send(confirm) }
        try job.rehearse(to: override, confirm, firstOnly: testTo != nil)
    }

    /// The address to which all goes in a rehearsal.
    private func override() throws -> EmailAddress? {
        if let testTo { return EmailAddress(valid: testTo) }
        guard confirm != nil, let text = ProcessInfo.processInfo.environment["OPROEP_OVERRIDE_RECIPIENT"] else {
            return nil
        }
        if let address = EmailAddress(valid: text) { return address }
        // Set and empty is a mistake, and not a mailing.
        Console.note("error: OPROEP_OVERRIDE_RECIPIENT is set, and no e-mail address: unset it to send")
        throw ExitCode.refused
    }
}
