struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case name(String)
        case number(ExactNumber)
        case text(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    let span: Range<Int>
}
