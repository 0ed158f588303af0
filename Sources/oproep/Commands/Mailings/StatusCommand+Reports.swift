import Registry
import Templating
import Workspace

extension StatusCommand {
    struct ListReport: Encodable {
        struct Item: Encodable {
            let mailing: Int
            let letter: String
            let subject: String
            let date: String
            let state: String
            let recipients: Int
            let remaining: Int
            let sha256: String
            @NullWhenNil var destroyedOn: String?

            enum CodingKeys: String, CodingKey {
                case mailing, letter, subject, date, state, recipients, remaining, sha256
                case destroyedOn = "destroyed_on"
            }

            init(_ status: MailingStatus) {
                mailing = status.mailing.number
                letter = status.mailing.letter
                subject = status.mailing.subject
                date = "\(status.mailing.date)"
                state = status.mailing.state.rawValue
                recipients = status.recipients
                remaining = status.remaining
                sha256 = status.mailing.sha256
                destroyedOn = status.destroyedOn?.description
            }
        }

        let mailings: [Item]
    }

    struct Report: Encodable {
        struct Dispatch: Encodable {
            let code: String
            let name: String
            let channel: String
            let delivery: String
            let reply: String
            let term: String
            @NullWhenNil var sentOn: String?
            @NullWhenNil var replyBy: String?
            @NullWhenNil var returnedOn: String?

            enum CodingKeys: String, CodingKey {
                case code, name, channel, delivery, reply, term
                case sentOn = "sent_on"
                case replyBy = "reply_by"
                case returnedOn = "returned_on"
            }
        }

        let mailing: Int
        let letter: String
        let state: String
        @NullWhenNil var destroyedOn: String?
        let recipients: Int
        let remaining: Int
        let delivery: [String: Int]
        let reply: [String: Int]
        let term: [String: Int]
        let dispatches: [Dispatch]

        enum CodingKeys: String, CodingKey {
            case mailing, letter, state
            case destroyedOn = "destroyed_on"
            case recipients, remaining, delivery, reply, term, dispatches
        }

        init(_ status: MailingStatus, _ rows: [MailingStatus.DispatchStatus]) {
            mailing = status.mailing.number
            letter = status.mailing.letter
            state = status.mailing.state.rawValue
            destroyedOn = status.destroyedOn?.description
            recipients = status.recipients
            remaining = status.remaining
            delivery = Self.counts(status.delivery)
            reply = Self.counts(status.reply)
            term = Self.counts(status.term)
            dispatches = rows.map { row in
                Dispatch(
                    code: row.code, name: row.name, channel: row.channel.rawValue, delivery: row.delivery.rawValue,
                    reply: row.reply.rawValue, term: row.term.rawValue, sentOn: row.sentOn?.description,
                    replyBy: row.due?.description, returnedOn: row.returnedOn?.description)
            }
        }

        /// Of every state, also of those that nobody is in.
        private static func counts<State: RawRepresentable<String> & CaseIterable>(_ counts: [State: Int]) -> [String:
            Int]
        {
            Dictionary(uniqueKeysWithValues: State.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
        }
    }
}
