import ArgumentParser
import Registry

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Prove the registry anew: events, documents, states and sums.",
        discussion: """
            A line for each proof; ends with 1 when one is false. --head takes a head of the chain of events that was \
            noted before, on a review or with a backup, and proves that every event up to it is still what it was. \
            --rebuild first derives all states from the events.

            --json prints {"holds", "head", "proofs": [{"name", "holds", "findings"}]}.
            """)

    @Option(help: ArgumentHelp("A head that was noted before.", valueName: "hash"), transform: NotedHash.init)
    var head: NotedHash?

    @Flag(help: "Derive all states anew first.")
    var rebuild = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var arguments: RegistryArguments

    func run() throws {
        let registry = try arguments.open().registry
        Interruption.listen()
        let audit = try refusing { () throws(RegistryError) in
            try registry.audit(noted: head?.text, rebuild: rebuild)
        }
        let report = ProofReport(audit.proofs, head: audit.head)
        if json { Console.print(try JSON.text(report)) } else { report.show() }
        if !audit.holds { throw ExitCode.refused }
    }
}
