import Templating

/// All that a new letter's files are made from.
struct LetterProposal {
    let name: LetterName
    let subject: String
    let date: CalendarDate
    let list: String
    let hasSalutations: Bool
    let figures: FiguresProposal?
}
