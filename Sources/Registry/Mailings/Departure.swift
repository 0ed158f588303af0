internal import GRDB
internal import Templating

/// Whether the letters of a mailing may still leave, after all that happened since it was frozen.
struct Departure {
    private let mailing: Int
    /// Letters that name a day on which an earlier one left, and that is not so any more; by code.
    private let outdated: [String: Outdated]
    /// Letters that another mailing corrects, by code: its number.
    private let corrected: [String: Int]

    init(of mailing: Mailing, _ db: Database) throws {
        self.mailing = mailing.number
        outdated = try Following.outdated(mailing, db)
        corrected = try Following.corrected(in: mailing.number, db)
    }

    /// Why a letter must not leave as it is; nil when it may.
    func obstacle(to recipient: MailingRecipient) -> String? {
        if let outdated = outdated[recipient.code] {
            return
                "\(outdated.text): oproep cancel \(mailing) \(recipient.code) --because …, and freeze the letter again"
        }
        return corrected[recipient.code].map(Self.corrected)
    }

    static func corrected(by mailing: Int) -> String {
        "mailing \(mailing) corrects this letter, which is not to leave any more"
    }

    /// Whoever has answered needs no letter any more. Nil when they did not, or not before a day.
    static func answer(of recipient: MailingRecipient, before day: CalendarDate? = nil) -> String? {
        guard let answer = recipient.effective.last(where: { [.answered, .closed].contains($0.kind) }),
            let answered = answer.day, day.map({ answered < $0 }) ?? true
        else { return nil }
        return "\(answer.kind.rawValue) on \(answered), before it left"
    }
}
