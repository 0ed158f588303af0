/// A template as filling goes through it: step after step, what is inside one following it. Steps are numbers only, so
/// that going through them, which every core does for every letter, counts no references.
final class Program: Sendable {
    /// What is inside begins with the next step; `end` is where that ends.
    enum Step: Sendable {
        case run(Int, isBlank: Bool)
        case hole(expression: Int, context: Int)
        /// Only branches are inside.
        case choice(end: Int)
        /// Without condition for `{% else %}`.
        case branch(Int, condition: Int?, end: Int)
        case loop(CompiledTag.Loop, end: Int)
        case vanishing(inside: Int, close: Int, end: Int)
        /// `key` is a number for each key.
        case note(key: Int?, again: Int, body: Int, end: Int)
        case noteNumber
        case notes
        case numbered(start: Int, end: Int)
        case itemNumber(ItemNumber)
        case passed(branch: Int)
    }

    let steps: [Step]
    let runs: [[UInt8]]
    let expressions: [Expression]

    init(_ parts: [Template.Part]) {
        var writer = ProgramWriter()
        writer.append(parts)
        (steps, runs, expressions) = (writer.steps, writer.runs, writer.expressions)
    }
}

private struct ProgramWriter {
    private(set) var steps: [Program.Step] = []
    private(set) var runs: [[UInt8]] = []
    private(set) var expressions: [Expression] = []
    private var keys: [String: Int] = [:]

    mutating func append(_ parts: [Template.Part]) {
        for part in parts.joined() { append(part) }
    }

    private mutating func append(_ part: Template.Part) {
        switch part {
        case .run(let bytes):
            steps.append(.run(runs.count, isBlank: bytes.isBlank))
            runs.append(bytes)
        case .hole(let hole):
            steps.append(.hole(expression: number(hole.expression), context: hole.context))
        case .choice(let branches):
            let choice = steps.count
            steps.append(.choice(end: 0))
            for branch in branches {
                let condition = branch.condition.expression.map { number($0) }
                append([branch.parts]) { .branch(branch.condition.branch, condition: condition, end: $0[0]) }
            }
            steps[choice] = .choice(end: steps.count)
        case .loop(let loop, let inside): append([inside]) { .loop(loop, end: $0[0]) }
        case .vanishing(let open, let inside, let close):
            append([open, inside, close]) { .vanishing(inside: $0[0], close: $0[1], end: $0[2]) }
        case .note(let note):
            let key = note.key.map { self.key($0) }
            append([note.reference, note.again, note.body]) {
                .note(key: key, again: $0[0], body: $0[1], end: $0[2])
            }
        case .noteNumber: steps.append(.noteNumber)
        case .notes: steps.append(.notes)
        case .numbered(let start, let inside): append([inside]) { .numbered(start: start, end: $0[0]) }
        case .itemNumber(let format): steps.append(.itemNumber(format))
        case .passed(let branch): steps.append(.passed(branch: branch))
        }
    }

    /// Appends a step that is made once is known where each list of what is inside ends.
    private mutating func append(_ inside: [[Template.Part]], as step: (_ ends: [Int]) -> Program.Step) {
        let index = steps.count
        steps.append(step(inside.map { _ in 0 }))
        var ends: [Int] = []
        for parts in inside {
            append(parts)
            ends.append(steps.count)
        }
        steps[index] = step(ends)
    }

    private mutating func key(_ text: String) -> Int {
        if let known = keys[text] { return known }
        let new = keys.count
        keys[text] = new
        return new
    }

    private mutating func number(_ expression: Expression) -> Int {
        expressions.append(expression)
        return expressions.count - 1
    }
}

extension [UInt8] {
    var isBlank: Bool { allSatisfy { $0 == UInt8(ascii: " ") } }
}
