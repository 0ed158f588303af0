import Templating

/// Everything in `letter.yaml` that is calculated, compiled.
struct LetterFormulas: Sendable {
    struct Derived: Sendable {
        let name: String
        let slot: Int
        /// The slot of its total, when it is a number.
        let total: Int?
        let place: Place
        /// Nil when it is wrong, which is reported.
        let expression: Expression?
    }

    struct Check: Sendable {
        let expression: Expression
        let because: String

        /// Whether it says something of each recipient, or only of the letter as a whole.
        var isForEach: Bool {
            expression.names.contains { name in
                ["figures.", "recipient.", "derived."].contains { name.path.hasPrefix($0) }
            }
        }
    }

    struct Text: Sendable {
        let name: String
        let slot: Int
        let place: Place
        let template: TextTemplate?
    }

    private(set) var derived: [Derived] = []
    private(set) var checks: [Check] = []
    private(set) var condition: Expression?
    let subject: Text
    let reference: Text
    /// The subject of the message that the letter is sent with.
    let emailSubject: TextTemplate?

    /// Declares in `names` what is calculated.
    init(_ definition: LetterDefinition, names: inout LetterNames, diagnostics: inout Diagnostics) {
        var rest = definition.derived[...]
        while let next = rest.first {
            var found = Diagnostics()
            let expression = Expression.compile(next.expression, in: names.scope, diagnostics: &found)
            diagnostics.add(Self.explaining(found, notYetKnown: rest.map(\.name)))
            rest = rest.dropFirst()
            // What is wrong counts as a number, so that what uses it is not wrong as well.
            let type = expression?.type ?? .number
            let slot = names.declare("derived.\(next.name)", type)
            var total: Int?
            if names.isTaken("total.\(next.name)") {
                diagnostics.add(.totalTaken(next.name), at: next.place)
            } else if type == .number {
                total = names.declareTotal(next.name)
            }
            derived.append(
                Derived(name: next.name, slot: slot, total: total, place: next.place, expression: expression))
        }
        let scope = names.scope
        condition = definition.addressees?.condition.flatMap {
            Expression.compile($0, in: scope, as: .boolean, diagnostics: &diagnostics)
        }
        for check in definition.checks {
            let expression = Expression.compile(check.that, in: scope, as: .boolean, diagnostics: &diagnostics)
            if let expression { checks.append(Check(expression: expression, because: check.because)) }
        }
        subject = Text("subject", definition.subject, in: scope, &names, &diagnostics)
        reference = Text("reference", definition.reference, in: scope, &names, &diagnostics)
        emailSubject = definition.email?.subject.flatMap {
            TextTemplate.compile($0, in: names.scope, diagnostics: &diagnostics)
        }
    }

    /// An unknown name that is only known further down is told as that.
    private static func explaining(_ found: Diagnostics, notYetKnown names: [String]) -> Diagnostics {
        var explained = Diagnostics()
        for diagnostic in found.all {
            let later = names.lazy.flatMap { ["derived.\($0)", "total.\($0)"] }
                .first { diagnostic.problem.message.hasSuffix("'\($0)'") }
            if diagnostic.problem.id == .unknownName, let later {
                explained.add(.derivedLater(later), at: diagnostic.place)
            } else {
                explained.add(diagnostic.problem, at: diagnostic.place)
            }
        }
        return explained
    }
}

extension LetterFormulas.Text {
    /// Declares `letter.NAME`, which the text itself cannot use.
    fileprivate init(
        _ name: String, _ fragment: Fragment?, in scope: Scope, _ names: inout LetterNames,
        _ diagnostics: inout Diagnostics
    ) {
        self.name = name
        slot = names.declare("letter.\(name)", .text)
        place = fragment.map { $0.place(0..<$0.scalars.count) } ?? Place(file: LetterDefinition.fileName)
        template = fragment.flatMap { TextTemplate.compile($0, in: scope, diagnostics: &diagnostics) }
    }
}
