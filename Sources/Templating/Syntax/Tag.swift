/// A tag as written, with its expressions read but not resolved.
package struct Tag: Sendable {
    enum Kind: Sendable {
        case output(Syntax)
        // What cannot be read was reported and is nil; the tag stays, so that its pair is found.
        case `if`(Syntax?)
        case elseIf(Syntax?)
        case `else`
        case endIf
        case `for`((item: String, rows: Syntax)?)
        case endFor
        case unreadable
    }

    let kind: Kind
    let fragment: Fragment
    /// From the opening to the closing braces.
    package let span: Range<Int>

    /// Whether it prints nothing itself: `{% … %}`.
    package var isBlock: Bool {
        if case .output = kind { false } else { true }
    }

    package var place: Place { fragment.place(span) }
}
