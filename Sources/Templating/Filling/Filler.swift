/// Fills templates for one recipient: evaluate, escape, append. Goes on after an error, to find them all.
package struct Filler {
    /// One value as it was printed.
    package struct Printed: Sendable {
        package let expression: Expression
        package let text: String
        /// The values at that moment, those of the row in hand included.
        package let values: [Value]
        /// The row that a loop had in hand, by table.
        package let rows: [Int: Int]

        /// Which printing of which value it is: an expression where it stands, for the rows in hand. Of one template.
        package struct Identity: Hashable, Sendable {
            let expression: ObjectIdentifier
            let rows: [Int: Int]
        }

        package var identity: Identity {
            Identity(expression: ObjectIdentifier(expression), rows: rows)
        }
    }

    private var frame: Frame
    private let language: Language
    private var noteCount = 0
    /// Of the note in hand.
    private var noteNumber = 0
    /// Of the notes so far that have a key.
    private var noteNumbers: [Int: Int] = [:]
    private var noteBodies = Filling()
    /// The next number of each list in hand, innermost last.
    private var itemNumbers: [Int] = []
    private var rows: [Int: Int] = [:]
    /// Whether anything but space came of the innermost element that may vanish.
    private var isVisible = false
    package private(set) var errors: [FillingError] = []
    /// By the number of a branch, whether it was taken; those that are further were not.
    package private(set) var isTaken: [Bool] = []
    /// By the number of their branch, the loops that had no row.
    package private(set) var idleLoops: [Int] = []
    /// Of numbers that were printed with as many decimals as they have, in the order in which they first were.
    package private(set) var numbers: [(expression: Expression, text: String)] = []
    /// Nil unless `trace` was asked for.
    package private(set) var printed: [Printed]?

    package init(frame: Frame, language: Language, trace: Bool = false) {
        self.frame = frame
        self.language = language
        printed = trace ? [] : nil
    }

    /// Goes on with another letter, of which `put` puts the values in the frame of the one before.
    package mutating func start(_ put: (inout Frame) -> Void) {
        put(&frame)
        errors.removeAll()
        isTaken.removeAll(keepingCapacity: true)
        idleLoops.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        printed?.removeAll()
    }

    /// Appends a value to bytes as the format and the hole's context need it.
    package typealias Escape = (_ text: String, _ context: Int, _ bytes: inout [UInt8]) -> Void

    /// Fills a template anew; `filling` is what is filled, and may have been used before.
    package mutating func fill(_ template: Template, into filling: inout Filling, escape: Escape) {
        noteCount = 0
        noteNumbers.removeAll(keepingCapacity: true)
        noteBodies.removeAll()
        filling.removeAll()
        fill(template.program, 0..<template.program.steps.count, into: &filling, escape)
    }

    private mutating func fill(
        _ program: Program, _ steps: Range<Int>, into filling: inout Filling, _ escape: Escape
    ) {
        var step = steps.lowerBound
        while step < steps.upperBound { step = fill(program, step: step, into: &filling, escape) }
    }

    /// One step with what is inside it. Returns the one that follows.
    private mutating func fill(
        _ program: Program, step: Int, into filling: inout Filling, _ escape: Escape
    ) -> Int {
        let inside = step + 1
        switch program.steps[step] {
        case .run(let number, let isBlank):
            filling.append(run: number)
            if !isBlank { isVisible = true }
        case .hole(let expression, let context):
            guard let text = text(program.expressions[expression]) else { break }
            let start = filling.values.count
            filling.append { escape(text, context, &$0) }
            if !isVisible { isVisible = filling.values[start...].contains { $0 != UInt8(ascii: " ") } }
        case .choice(let end):
            var branch = inside
            while branch < end, case .branch(let number, let condition, let next) = program.steps[branch] {
                if condition.map({ holds(program.expressions[$0]) }) ?? true {
                    take(number)
                    fill(program, branch + 1..<next, into: &filling, escape)
                    break
                }
                branch = next
            }
            return end
        case .branch(_, _, let end):
            return end
        case .loop(let loop, let end):
            if frame.tables[loop.table].isEmpty { idleLoops.append(loop.branch) }
            for (index, row) in frame.tables[loop.table].enumerated() {
                rows[loop.table] = index
                take(loop.branch)
                frame.put(row, at: loop.firstSlot)
                fill(program, inside..<end, into: &filling, escape)
            }
            rows[loop.table] = nil
            return end
        case .vanishing(let content, let close, let end):
            let mark = filling.mark()
            let wasVisible = isVisible
            let itemNumber = itemNumbers.last
            fill(program, inside..<content, into: &filling, escape)
            isVisible = false
            fill(program, content..<close, into: &filling, escape)
            if isVisible {
                fill(program, close..<end, into: &filling, escape)
            } else {
                filling.revert(to: mark)
                isVisible = wasVisible
                if let itemNumber { itemNumbers[itemNumbers.count - 1] = itemNumber }
            }
            return end
        case .note(let key, let again, let body, let end):
            if let key, let known = noteNumbers[key] {
                noteNumber = known
                fill(program, again..<body, into: &filling, escape)
                return end
            }
            noteCount += 1
            noteNumber = noteCount
            if let key { noteNumbers[key] = noteNumber }
            fill(program, inside..<again, into: &filling, escape)
            var text = Filling()
            fill(program, body..<end, into: &text, escape)
            noteBodies.append(text)
            return end
        case .noteNumber:
            append(String(noteNumber), to: &filling)
        case .notes:
            filling.append(noteBodies)
            if !noteBodies.pieces.isEmpty { isVisible = true }
            noteBodies.removeAll()
        case .numbered(let start, let end):
            itemNumbers.append(start)
            fill(program, inside..<end, into: &filling, escape)
            itemNumbers.removeLast()
            return end
        case .itemNumber(let format):
            guard let number = itemNumbers.popLast() else { break }
            append(format.text(number), to: &filling)
            itemNumbers.append(number + 1)
        case .passed(let branch):
            take(branch)
        }
        return inside
    }

    private mutating func take(_ branch: Int) {
        while isTaken.count <= branch { isTaken.append(false) }
        isTaken[branch] = true
    }

    private mutating func append(_ number: String, to filling: inout Filling) {
        filling.append { $0.append(contentsOf: number.utf8) }
        isVisible = true
    }

    private mutating func holds(_ expression: Expression) -> Bool {
        do throws(CalculationError) {
            return try expression.holds(frame.values, in: language)
        } catch {
            report(.calculation(error), expression)
            return false
        }
    }

    private mutating func text(_ expression: Expression) -> String? {
        do throws(CalculationError) {
            guard case .text(let text) = try expression.evaluate(frame.values, in: language), !text.isEmpty else {
                report(.emptyValue, expression)
                return nil
            }
            if expression.hasFreeDecimals { numbers.append((expression, text)) }
            printed?.append(Printed(expression: expression, text: text, values: frame.values, rows: rows))
            return text
        } catch {
            report(error == .empty ? .emptyValue : .calculation(error), expression)
            return nil
        }
    }

    private mutating func report(_ reason: FillingError.Reason, _ expression: Expression) {
        errors.append(
            FillingError(
                reason: reason, place: expression.place, source: expression.source, names: expression.names,
                emptyNames: expression.names.filter { frame.values[$0.slot].isEmpty }, rows: rows))
    }
}
