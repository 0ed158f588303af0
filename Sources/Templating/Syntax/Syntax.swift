/// An expression as written: nothing in it is resolved yet.
struct Syntax: Sendable {
    indirect enum Node: Sendable {
        case literal(Value)
        case name(String)
        case negation(Syntax)
        case not(Syntax)
        case binary(BinaryOperator, Syntax, Syntax)
        case call(String, [Syntax])
        case filter(String, Syntax, [Syntax])
        case missing(Syntax)
        case conditional(if: Syntax, then: Syntax, otherwise: Syntax)
    }

    let node: Node
    /// In the scalars of its fragment.
    let span: Range<Int>
    /// Whether it stood between parentheses.
    var isParenthesised = false
}

enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and, or

    var precedence: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 4  // 3 is `not`
        case .add, .subtract: 5
        case .multiply, .divide: 6
        }
    }
}
