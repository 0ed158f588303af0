import Delivery
import Registry
import Workspace

extension SendJob {
    struct SentReport: Encodable {
        struct Batch: Encodable {
            let number: Int
            let directory: String
            let letters: Int
            let pages: Int
            let sha256: String
            let files: [String]
        }

        let mailing: Int
        let accepted: Int
        let deferred: Int
        let refused: Int
        let inDoubt: Int
        @NullWhenNil var stopped: String?
        @NullWhenNil var override: String?
        @NullWhenNil var batch: Batch?

        enum CodingKeys: String, CodingKey {
            case mailing, accepted, deferred, refused
            case inDoubt = "in_doubt"
            case stopped, override, batch
        }

        init(_ mailing: Int, _ result: MailRun.Result?, _ batch: PrintRun.Made?, _ override: EmailAddress?) {
            self.mailing = mailing
            accepted = result?.accepted ?? 0
            deferred = result?.deferred ?? 0
            refused = result?.refused ?? 0
            inDoubt = result?.inDoubt ?? 0
            stopped = result?.stopped
            self.override = override?.description
            self.batch = batch.map {
                Batch(
                    number: $0.batch, directory: $0.directory, letters: $0.letters, pages: $0.pages, sha256: $0.sha256,
                    files: $0.files)
            }
        }
    }

    struct PreviewReport: Encodable {
        struct Dispatch: Encodable {
            let code: String
            let name: String
            let channel: String
            let to: String
            @NullWhenNil var subject: String?
            let files: [String]
        }

        struct Settled: Encodable {
            let recipient: String
            let because: String
        }

        struct Waiting: Encodable {
            let recipient: String
            let until: String
        }

        let mailing: Int
        let count: Int
        let dispatches: [Dispatch]
        let settled: [Settled]
        let waiting: [Waiting]
        let byHand: Int

        enum CodingKeys: String, CodingKey {
            case mailing, count, dispatches, settled, waiting
            case byHand = "by_hand"
        }

        init(_ outbox: Outbox, _ previews: [Preview]) {
            mailing = outbox.mailing.number
            count = previews.count
            dispatches = previews.map {
                Dispatch(
                    code: $0.dispatch.code, name: $0.dispatch.name, channel: $0.dispatch.channel.rawValue, to: $0.to,
                    subject: $0.subject, files: $0.files)
            }
            settled = outbox.settled.map { Settled(recipient: $0.label, because: $0.why) }
            waiting = outbox.waiting.map { Waiting(recipient: $0.label, until: $0.until) }
            byHand = outbox.byHand
        }
    }
}
