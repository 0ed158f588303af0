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
    }

    private var frame: Frame
    private let language: Language
    private var noteCount = 0
    private var noteBodies = Filling()
    /// The next number of each list in hand, innermost last.
    private var itemNumbers: [Int] = []
    private var rows: [Int: Int] = [:]
    /// Whether anything but space came of the innermost element that may vanish.
    private var isVisible = false
    package private(set) var errors: [FillingError] = []
    /// Branches that were taken.
    package private(set) var taken: Set<Int> = []
    /// Nil unless `trace` was asked for.
    package private(set) var printed: [Printed]?

    package init(frame: Frame, language: Language, trace: Bool = false) {
        self.frame = frame
        self.language = language
        printed = trace ? [] : nil
    }

    /// Appends a value to bytes as the format and the hole's context need it.
    package typealias Escape = (_ text: String, _ context: Int, _ bytes: inout [UInt8]) -> Void

    /// Fills a template anew; `filling` is what is filled, and may have been used before.
    package mutating func fill(_ template: Template, into filling: inout Filling, escape: Escape) {
        noteCount = 0
        filling.removeAll()
        fill(template.parts, into: &filling, escape)
    }

    private mutating func fill(_ parts: [Template.Part], into filling: inout Filling, _ escape: Escape) {
        for part in parts {
            switch part {
            case .run(let run):
                filling.append(run: run.number)
                if !run.isBlank { isVisible = true }
            case .hole(let hole):
                guard let text = text(hole.expression) else { continue }
                let start = filling.values.count
                filling.append { escape(text, hole.context, &$0) }
                if !isVisible { isVisible = filling.values[start...].contains { $0 != UInt8(ascii: " ") } }
            case .choice(let branches):
                guard let branch = branches.first(where: { holds($0.condition) }) else { continue }
                taken.insert(branch.condition.branch)
                fill(branch.parts, into: &filling, escape)
            case .loop(let loop, let inside):
                for (index, row) in frame.tables[loop.table].enumerated() {
                    rows[loop.table] = index
                    taken.insert(loop.branch)
                    frame.put(row, at: loop.firstSlot)
                    fill(inside, into: &filling, escape)
                }
            case .vanishing(let open, let inside, let close):
                let mark = filling.mark()
                let wasVisible = isVisible
                fill(open, into: &filling, escape)
                isVisible = false
                fill(inside, into: &filling, escape)
                if isVisible {
                    fill(close, into: &filling, escape)
                } else {
                    filling.revert(to: mark)
                    isVisible = wasVisible
                }
            case .note(let reference, let body):
                noteCount += 1
                fill(reference, into: &filling, escape)
                var text = Filling()
                fill(body, into: &text, escape)
                noteBodies.append(text)
            case .noteNumber:
                append(noteCount, to: &filling)
            case .notes:
                filling.append(noteBodies)
                if !noteBodies.pieces.isEmpty { isVisible = true }
                noteBodies.removeAll()
            case .numbered(let start, let inside):
                itemNumbers.append(start)
                fill(inside, into: &filling, escape)
                itemNumbers.removeLast()
            case .itemNumber:
                guard let number = itemNumbers.popLast() else { continue }
                append(number, to: &filling)
                itemNumbers.append(number + 1)
            case .passed(let branch):
                taken.insert(branch)
            }
        }
    }

    private mutating func append(_ number: Int, to filling: inout Filling) {
        filling.append { $0.append(contentsOf: String(number).utf8) }
        isVisible = true
    }

    private mutating func holds(_ condition: CompiledTag.Condition) -> Bool {
        guard let expression = condition.expression else { return true }
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
