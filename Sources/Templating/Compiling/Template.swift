/// A compiled text: ready-made bytes and the holes between them.
package struct Template: Sendable {
    package indirect enum Part: Sendable {
        case bytes([UInt8])
        case hole(Hole)
        case choice([Branch])
        case loop(CompiledTag.Loop, [Part])
        /// An element that is left out, tags and all, when nothing but space came of its inside.
        case vanishing(open: [UInt8], [Part], close: [UInt8])
        /// A footnote: takes the next number, fills its reference here and keeps its body for `notes`.
        case note(reference: [Part], body: [Part])
        /// The number of the note in hand.
        case noteNumber
        /// The bodies of all notes so far.
        case notes
        /// A list whose items are numbered from `start`.
        case numbered(start: Int, [Part])
        /// The number of the next item of the innermost list.
        case itemNumber
    }

    package struct Hole: Sendable {
        package let expression: Expression
        /// Chooses how the value is escaped; what it means is for the writer of the format to say.
        package let context: Int

        package init(expression: Expression, context: Int) {
            self.expression = expression
            self.context = context
        }
    }

    package struct Branch: Sendable {
        package let condition: CompiledTag.Condition
        package let parts: [Part]

        package init(condition: CompiledTag.Condition, parts: [Part]) {
            self.condition = condition
            self.parts = parts
        }
    }

    package let parts: [Part]

    package init(_ parts: [Part]) {
        self.parts = parts
    }
}
