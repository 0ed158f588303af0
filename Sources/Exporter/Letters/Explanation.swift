package import Templating
package import Workspace

/// Every value that one letter prints, each with where it comes from.
package struct Explanation: Sendable {
    package struct Item: Sendable {
        /// As printed.
        package let text: String
        /// The expression in the template, and where it stands.
        package let expression: String
        package let place: Place
        package let inputs: [Input]
        /// Which printing it is: the same that the pages of a PDF are read back for.
        package let identity: Filler.Printed.Identity
    }

    /// One name that an expression uses.
    package struct Input: Sendable {
        package let path: String
        package let value: Value
        package let origin: Origin
        /// What it was calculated from.
        package let inputs: [Input]
    }

    package let items: [Item]

    init(_ items: [Item]) {
        self.items = items
    }

    package init(_ compiled: CompiledLetter, _ recipient: LetterRecipient) {
        self = Explainer(compiled).explain(recipient)
    }
}
