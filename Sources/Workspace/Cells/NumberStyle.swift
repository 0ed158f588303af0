/// How the numbers of a column are read.
enum NumberStyle: Hashable, Sendable {
    /// Each by itself: what can be two numbers is refused.
    case each
    /// All have this mark before their decimals, as the column's declaration or other cells say.
    case settled(DecimalMark)
    /// Cells contradict each other; what is not written as in the letter's language is refused.
    case mixed(DecimalMark)
}
