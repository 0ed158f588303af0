/// A compiled text: ready-made bytes and the holes between them.
package struct Template: Sendable {
    package indirect enum Part: Sendable {
        case bytes([UInt8])
        case hole(Hole)
        case choice([Branch])
        case loop(CompiledTag.Loop, [Part])
        /// An element that is left out, tags and all, when nothing came of its inside.
        case vanishing(open: [UInt8], [Part], close: [UInt8])
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
