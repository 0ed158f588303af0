package import Templating

/// Something that an approver should know, and that stops nobody.
package enum ReviewWarning: Hashable, Sendable {
    case anotherDay(date: CalendarDate, today: CalendarDate)
    case replyIsOver(CalendarDate)
    case noChecks
    /// The letter to a recipient names a day on which an earlier one left that is not so any more.
    case outdated(Outdated)
    /// An earlier mailing of the same letter goes to so many of the recipients as well.
    case alsoWritten(mailing: Int, recipients: Int)
    // Of a reminder; with the recipient's label.
    case cameBack(String)
    case hasAnswered(String)
    case hasTime(String, until: CalendarDate)
    /// What is said of the letter itself, in English as ever.
    case diagnostic(String)

    package func text(in language: Language) -> String {
        language == .dutch ? dutch : english
    }

    private var english: String {
        switch self {
        case .anotherDay(let date, let today):
            "the letter is dated \(date), and today is \(today): will it leave on its date?"
        case .replyIsOver(let date): "an answer is asked for by \(date), which is over"
        case .noChecks: "no check proves that the figures are right"
        case .outdated(let outdated): "\(outdated.label): \(outdated.text)"
        case .alsoWritten(let mailing, let recipients):
            "\(recipients) of the recipients get this letter in mailing \(mailing) as well: is it for those only whose letter "
                + "differs (freeze --changed-since \(mailing))?"
        case .cameBack(let label): "\(label) is reminded of a letter that came back"
        case .hasAnswered(let label): "\(label) has answered since"
        case .hasTime(let label, let until): "\(label) has time until \(until)"
        case .diagnostic(let message): message
        }
    }

    private var dutch: String {
        switch self {
        case .anotherDay(let date, let today):
            "de dagtekening is \(date) en vandaag is \(today): vertrekt de brief op die dag?"
        case .replyIsOver(let date): "er wordt om antwoord gevraagd voor \(date), en die dag is voorbij"
        case .noChecks: "geen controle bewijst dat de cijfers kloppen"
        case .outdated(let outdated):
            "\(outdated.label): de brief noemt een verzenddatum van ronde \(outdated.mailing) die niet meer klopt"
        case .alsoWritten(let mailing, let recipients):
            "\(recipients) geadresseerden krijgen deze brief ook in verzendronde \(mailing): is hij alleen bedoeld voor wie er "
                + "iets verandert (freeze --changed-since \(mailing))?"
        case .cameBack(let label): "\(label) krijgt een rappel op een brief die retour kwam"
        case .hasAnswered(let label): "\(label) heeft intussen geantwoord"
        case .hasTime(let label, let until): "\(label) heeft uitstel tot \(until)"
        case .diagnostic(let message): message
        }
    }
}

/// A letter that says of an earlier mailing what is not so any more.
package struct Outdated: Hashable, Sendable {
    /// `Zwolle (GM0193)`
    let label: String
    /// The earlier one.
    let mailing: Int
    /// On which it left, as the letter says.
    let told: CalendarDate?
    /// On which it did.
    let actual: CalendarDate?

    var text: String {
        let day = actual.map { "it was \($0)" } ?? "nothing left then"
        return "the letter says that mailing \(mailing) left on \(told?.description ?? "no day"), but \(day)"
    }
}
