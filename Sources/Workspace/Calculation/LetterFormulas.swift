import Templating

/// Everything in `letter.yaml` that is calculated, compiled.
struct LetterFormulas: Sendable {
    // Classes, as all of them are gone through for every recipient, which then costs one reference count for each.

    final class Derived: Sendable {
        let name: String
        let slot: Int
        /// The slot of its total, when it is a number.
        let total: Int?
        let place: Place
        /// Nil when it is wrong, which is reported.
        let expression: Expression?

        init(name: String, slot: Int, total: Int?, place: Place, expression: Expression?) {
            self.name = name
            self.slot = slot
            self.total = total
            self.place = place
            self.expression = expression
        }
    }

    final class Check: Sendable {
        let expression: Expression
        let because: String
        /// Whether it says something of each recipient, or only of the letter as a whole.
        let isForEach: Bool

        init(_ expression: Expression, because: String) {
            self.expression = expression
            self.because = because
            isForEach = expression.names.contains { name in
                Letter.ownNames.contains { name.path.hasPrefix($0) }
            }
        }
    }

    /// A line that is filled for each who is addressed.
    final class Text: Sendable {
        let name: String
        /// Nil when it is not a name of the letter itself.
        let slot: Int?
        let place: Place
        let template: TextTemplate
        /// Whether there is no tag in it.
        let isConstant: Bool

        init(name: String, slot: Int?, place: Place, template: TextTemplate, isConstant: Bool) {
            self.name = name
            self.slot = slot
            self.place = place
            self.template = template
            self.isConstant = isConstant
        }
    }

    private(set) var derived: [Derived] = []
    private(set) var checks: [Check] = []
    private(set) var condition: Expression?
    /// Subject and reference, and the subject of the message that the letter is sent with.
    private(set) var texts: [Text] = []

    var emailSubject: TextTemplate? { texts.first { $0.slot == nil }?.template }

    /// Of the values that anything here uses.
    var slots: Set<Int> {
        let expressions = derived.compactMap(\.expression) + checks.map(\.expression) + [condition].compactMap(\.self)
        return Set(expressions.flatMap(\.names).map(\.slot)).union(texts.flatMap(\.template.slots))
    }

    /// Of what is derived, from `first` on, what can be calculated for one recipient before the next: none of them
    /// needs the total of another.
    func derivedTogether(from first: Int) -> Range<Int> {
        var totals: Set<Int> = []
        for (index, derived) in derived.enumerated().dropFirst(first) {
            if derived.expression?.names.contains(where: { totals.contains($0.slot) }) ?? false { return first..<index }
            if let total = derived.total { totals.insert(total) }
        }
        return first..<derived.count
    }

    /// Declares in `names` what is calculated.
    init(_ definition: LetterDefinition, names: inout LetterNames, diagnostics: inout Diagnostics) {
        names.announce(definition.derived.flatMap { ["derived.\($0.name)", "total.\($0.name)"] })
        for derived in definition.derived { compile(derived, &names, &diagnostics) }
        let scope = names.scope
        condition = definition.addressees?.condition.flatMap {
            Expression.compile($0, in: scope, as: .boolean, diagnostics: &diagnostics)
        }
        for check in definition.checks {
            let expression = Expression.compile(check.that, in: scope, as: .boolean, diagnostics: &diagnostics)
            if let expression { checks.append(Check(expression, because: check.because)) }
        }
        // Neither may use the other, nor itself.
        let (subject, reference) = (definition.subject, definition.reference)
        compile("subject", subject, in: scope, slot: names.declare("letter.subject", .text), &diagnostics)
        compile("reference", reference, in: scope, slot: names.declare("letter.reference", .text), &diagnostics)
        compile("subject of the e-mail", definition.email?.subject, in: names.scope, slot: nil, &diagnostics)
    }

    private mutating func compile(
        _ next: DerivedDefinition, _ names: inout LetterNames, _ diagnostics: inout Diagnostics
    ) {
        let expression = Expression.compile(next.expression, in: names.scope, diagnostics: &diagnostics)
        // What is wrong counts as a number, so that what uses it is not wrong as well.
        let type = expression?.type ?? .number
        let slot = names.declare("derived.\(next.name)", type)
        var total: Int?
        if names.totals[next.name] != nil {
            diagnostics.add(.totalTaken(next.name), at: next.place)
        } else if type.isNumeric {
            total = names.declareTotal(next.name, type)
        } else {
            names.withdraw("total.\(next.name)")
        }
        derived.append(Derived(name: next.name, slot: slot, total: total, place: next.place, expression: expression))
    }

    private mutating func compile(
        _ name: String, _ fragment: Fragment?, in scope: Scope, slot: Int?, _ diagnostics: inout Diagnostics
    ) {
        guard let fragment,
            let template = TextTemplate.compile(fragment, in: scope, diagnostics: &diagnostics)
        else { return }
        let place = fragment.place(0..<fragment.scalars.count)
        let isConstant = !fragment.scalars.contains("{")
        texts.append(Text(name: name, slot: slot, place: place, template: template, isConstant: isConstant))
    }
}
