import Registry

/// Proofs as `audit` and `verify` print them.
struct ProofReport: Encodable {
    struct Proof: Encodable {
        let name: String
        let holds: Bool
        let findings: [String]
    }

    let holds: Bool
    @NullWhenNil var head: String?
    let proofs: [Proof]

    init(_ proofs: Proofs, head: String?) {
        holds = proofs.holds
        self.head = head
        self.proofs = proofs.all.map { Proof(name: $0.name, holds: $0.holds, findings: $0.findings) }
    }

    /// What is false, to standard error.
    func noteFalse() {
        for proof in proofs where !proof.holds {
            for finding in proof.findings { Console.note("\(proof.name): \(finding)") }
        }
    }

    func show() {
        for proof in proofs {
            for finding in proof.findings {
                let start = "\(proof.holds ? "holds" : "FALSE")  \(Columns.left(proof.name, 10))  "
                Console.print(FittedText.lines(finding, after: start))
            }
        }
    }
}
