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
    private var noteBodies: [UInt8] = []
    /// The next number of each list in hand, innermost last.
    private var itemNumbers: [Int] = []
    private var rows: [Int: Int] = [:]
    package private(set) var errors: [FillingError] = []
    /// Branches that were taken.
    package private(set) var taken: Set<Int> = []
    /// Nil unless `trace` was asked for.
    package private(set) var printed: [Printed]?

    package init(frame: Frame, slotCount: Int, language: Language, trace: Bool = false) {
        self.frame = frame
        self.language = language
        printed = trace ? [] : nil
        self.frame.values += Array(repeating: .empty, count: max(0, slotCount - frame.values.count))
    }

    /// Appends the filled template. `escape` appends a value as the format and the hole's context need it.
    package mutating func fill(
        _ template: Template, into bytes: inout [UInt8],
        escape: (_ text: String, _ context: Int, _ bytes: inout [UInt8]) -> Void
    ) {
        noteCount = 0
        fill(template.parts, into: &bytes, escape)
    }

    private mutating func fill(
        _ parts: [Template.Part], into bytes: inout [UInt8], _ escape: (String, Int, inout [UInt8]) -> Void
    ) {
        for part in parts {
            switch part {
            case .bytes(let ready):
                bytes.append(contentsOf: ready)
            case .hole(let hole):
                if let text = text(hole.expression) { escape(text, hole.context, &bytes) }
            case .choice(let branches):
                guard let branch = branches.first(where: { holds($0.condition) }) else { continue }
                taken.insert(branch.condition.branch)
                fill(branch.parts, into: &bytes, escape)
            case .loop(let loop, let inside):
                for (index, row) in frame.tables[loop.table].enumerated() {
                    rows[loop.table] = index
                    taken.insert(loop.branch)
                    frame.values.replaceSubrange(loop.firstSlot..<loop.firstSlot + row.count, with: row)
                    fill(inside, into: &bytes, escape)
                }
            case .vanishing(let open, let inside, let close):
                let start = bytes.count
                bytes.append(contentsOf: open)
                fill(inside, into: &bytes, escape)
                if bytes[(start + open.count)...].allSatisfy({ $0 == UInt8(ascii: " ") }) {
                    bytes.removeSubrange(start...)
                } else {
                    bytes.append(contentsOf: close)
                }
            case .note(let reference, let body):
                noteCount += 1
                fill(reference, into: &bytes, escape)
                var text: [UInt8] = []
                fill(body, into: &text, escape)
                noteBodies += text
            case .noteNumber:
                bytes.append(contentsOf: String(noteCount).utf8)
            case .notes:
                bytes += noteBodies
                noteBodies = []
            case .numbered(let start, let inside):
                itemNumbers.append(start)
                fill(inside, into: &bytes, escape)
                itemNumbers.removeLast()
            case .itemNumber:
                guard let number = itemNumbers.popLast() else { continue }
                bytes.append(contentsOf: String(number).utf8)
                itemNumbers.append(number + 1)
            }
        }
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
