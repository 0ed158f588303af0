internal import GRDB
package import Templating

/// One thing that happened.
package struct Event: Sendable {
    package let id: Int
    package let time: String
    package let actor: String
    package let mailing: Int?
    package let kind: EventKind
    package let code: String?
    package let channel: DispatchChannel?
    /// On which it happened, as a person says.
    package let day: CalendarDate?
    package let detail: EventDetail

    /// Whether it is a person's word, which may be a mistake.
    var isRetractable: Bool {
        detail.evidence == nil
            && (Recording.kinds.contains(kind) || [.cancelled, .foundSent, .foundNotSent].contains(kind))
    }

    init(
        id: Int, time: String, actor: String, mailing: Int?, kind: EventKind, code: String?, channel: DispatchChannel?,
        day: CalendarDate?, detail: EventDetail
    ) {
        self.id = id
        self.time = time
        self.actor = actor
        self.mailing = mailing
        self.kind = kind
        self.code = code
        self.channel = channel
        self.day = day
        self.detail = detail
    }

    /// Throws when it is not as we write them: somebody else wrote it.
    init(_ row: Row) throws {
        id = try row.number("id")
        guard let kind = EventKind(rawValue: try row.text("kind")) else {
            throw RegistryError.damaged("event \(id) is of an unknown kind: run 'oproep audit'")
        }
        self.kind = kind
        time = try row.text("time")
        actor = try row.text("actor")
        mailing = try row.numberOrNil("mailing")
        code = try row.textOrNil("code")
        channel = try row.textOrNil("channel").flatMap(DispatchChannel.init)
        day = try row.textOrNil("day").flatMap { CalendarDate(iso: $0) }
        detail = (try? EventDetail(json: row.text("detail"))) ?? EventDetail()
    }
}
