/// A message that is being offered to the mail server: the registry has it, and does not know yet what came of it.
package struct Claim: Sendable {
    package let dispatch: Outgoing
    /// In the chain of events: no other claim has it, in any registry.
    let hash: String
    private let timesDeferred: Int

    init(_ dispatch: Outgoing, hash: String, timesDeferred: Int) {
        self.dispatch = dispatch
        self.hash = hash
        self.timesDeferred = timesDeferred
    }

    /// How long to wait when the server would not have it, one time after another; then it is refused. A server that
    /// keeps strangers waiting lets them in within some minutes, and RFC 5321 §4.5.4.1 asks for half an hour at least.
    static let waits = [5, 15, 60, 240].map { Double($0) * 60 }

    /// What an outcome comes to: whatever is put off once too often is refused.
    package func final(_ outcome: SendOutcome) -> SendOutcome {
        guard case .deferred(let words) = outcome, timesDeferred >= Self.waits.count else { return outcome }
        return .refused("\(words) (put off \(timesDeferred) times before)")
    }

    /// What came of it.
    package struct Outcome: Sendable {
        package let claim: Claim
        package let outcome: SendOutcome

        package init(of claim: Claim, _ outcome: SendOutcome) {
            self.claim = claim
            self.outcome = outcome
        }
    }

    /// A message that is about to be claimed.
    package struct Offering: Sendable {
        let dispatch: Outgoing
        let message: [UInt8]
        /// Host and port.
        let server: String

        package init(_ dispatch: Outgoing, _ message: [UInt8], to server: String) {
            self.dispatch = dispatch
            self.message = message
            self.server = server
        }
    }

    package enum Result: Sendable {
        case claimed(Claim)
        /// It is not to be offered after all.
        case obstacle(String)
        /// None was asked for.
        case nothing
    }
}
