import Archive
import ArgumentParser
import Foundation
import Registry
import Synchronization

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove a bag: without the registry, the workspace or a network.",
        discussion: """
            Takes a directory or a ZIP from anywhere. A line for each proof; ends with 1 when one is false: that the bag is \
            complete and every file what its SHA-256 says; that metadata lead to what they name; that the events are one \
            chain, up to the head that was noted when the bag was made; that what was frozen and approved is what is there.

            Whoever can change a bag can make its lists anew. --noted takes a hash that was noted elsewhere: the sha256 that \
            'oproep archive' printed, and proves that no file of the delivery is another; or a head of events, and proves \
            that the events up to it are those.

            With OPROEP_SCHEMAS, a folder with the schemas of MDTO and DiWoo, metadata are validated as well. --rerender \
            fills the frozen letter with the frozen data again, and compares the documents' members.

            --json prints {"holds", "head", "proofs": [{"name", "holds", "findings"}]}.
            """)

    @Argument(help: "The bag: a directory, or a ZIP.", completion: .file())
    var bag: String

    @Option(
        help: ArgumentHelp("A sha256 or head that was noted elsewhere.", valueName: "hash"), transform: NotedHash.init)
    var noted: NotedHash?

    @Flag(help: "Fill every letter anew, and compare.")
    var rerender = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        Interruption.listen()
        let verification = try Self.verification(
            of: bag, noted: noted?.text, schemas: ProcessInfo.processInfo.environment["OPROEP_SCHEMAS"],
            rerender: rerender)
        let report = ProofReport(verification.proofs, head: verification.head)
        if json { Console.print(try JSON.text(report)) } else { report.show() }
        if !verification.proofs.holds { throw ExitCode.refused }
    }

    /// Ends the command when nothing can be said of it.
    static func verification(
        of bag: String, noted: String? = nil, schemas: String? = nil, rerender: Bool = false
    ) throws -> Verification {
        let bar = Mutex(ProgressBar())
        do throws(Verification.Refusal) {
            return try Verification(
                of: bag, noted: noted, schemas: schemas, rerender: rerender, goesOn: { !Interruption.isRequested },
                progress: { done, total in
                    bar.withLock { $0.advance(to: done, of: total) }
                    return !Interruption.isRequested
                })
        } catch {
            Console.note("error: \(error.message)")
            throw ExitCode.refused
        }
    }
}
