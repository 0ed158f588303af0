/// A tag as written, with its expressions read but not resolved.
package struct Tag: Sendable {
    enum Kind: Sendable {
        case output(Syntax)
        case `if`(Syntax)
        case elseIf(Syntax)
        case `else`
        case endIf
        case `for`(item: String, of: Syntax)
        case endFor
        /// Could not be read, which was reported; kept so that text and tags stay in step.
        case unreadable
    }

    let kind: Kind
    let fragment: Fragment
    /// From the opening to the closing braces.
    let span: Range<Int>

    /// Whether it prints nothing itself: `{% … %}`.
    package var isBlock: Bool {
        if case .output = kind { false } else { true }
    }

    package var place: Place { fragment.place(span) }
}
