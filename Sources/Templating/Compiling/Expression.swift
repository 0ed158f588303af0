/// An expression with every name and type resolved: it can only fail by what the values are.
///
/// A class, so that taking one out of a template costs one reference count, not one for everything in it.
package final class Expression: Sendable {
    indirect enum Node: Sendable {
        case constant(Value)
        case slot(Int)
        case negation(Node)
        case not(Node)
        case arithmetic(BinaryOperator, Node, Node)
        /// Of what may not be missing.
        case comparison(BinaryOperator, Node, Node)
        /// Of texts, or of anything with `""`: what is empty equals that only.
        case equality(Node, Node)
        case missing(Node)
        case conditional(if: Node, then: Node, otherwise: Node)
        case and(Node, Node)
        case or(Node, Node)
        case least([Node])
        case greatest([Node])
        case round(Node, decimals: Int)
        case absolute(Node)
        case format(Format, Node)
    }

    /// What turns a value into text.
    enum Format: Hashable, Sendable {
        case number(decimals: Int?)
        case percent(decimals: Int?)
        case signed
        case money(decimals: Int)
        case date(DatePattern)
        case upper, lower, capitalize
        case plural(one: String, many: String)
    }

    let node: Node
    /// Whether it prints a number with as many decimals as that has, for no filter says how many.
    let hasFreeDecimals: Bool
    package let type: ValueType
    package let fragment: Fragment
    package let span: Range<Int>
    /// What it uses, by path, in order of appearance.
    package let names: [Name]

    package struct Name: Hashable, Sendable {
        package let path: String
        package let slot: Int
        /// When it is of the row that a loop has in hand.
        package let cell: Scope.Cell?
    }

    init(node: Node, type: ValueType, fragment: Fragment, span: Range<Int>, names: [Name]) {
        self.node = node
        hasFreeDecimals = if case .format(.number(decimals: nil), _) = node { true } else { false }
        self.type = type
        self.fragment = fragment
        self.span = span
        self.names = names
    }

    /// As written.
    package var source: String { fragment.text(span) }
    package var place: Place { fragment.place(span) }

    /// Whether it prints a number, an amount or a date, which stays on one line.
    package var isUnbroken: Bool {
        if case .format(let format, _) = node {
            switch format {
            case .number, .percent, .signed, .money, .date: return true
            case .upper, .lower, .capitalize, .plural: return false
            }
        }
        return [.number, .money, .date].contains(type)
    }

    /// The two sides when it is `left == right`, to tell by how much a check failed.
    package var equation: (left: Expression, right: Expression)? {
        let (left, right): (Node, Node)
        switch node {
        case .comparison(.equal, let first, let second), .equality(let first, let second):
            (left, right) = (first, second)
        default: return nil
        }
        func side(_ node: Node) -> Expression {
            Expression(node: node, type: .number, fragment: fragment, span: span, names: names)
        }
        return (side(left), side(right))
    }
}
