internal import Exporter
internal import Foundation
internal import Registry
internal import Workspace

/// Makes the messages of a mailing from what was frozen of it.
struct Drafts {
    private let registry: Registry
    private let mailing: Int
    /// By name, as soon as a message needs them.
    private var attachments: [String: [UInt8]] = [:]

    init(_ registry: Registry, of mailing: Int) {
        self.registry = registry
        self.mailing = mailing
    }

    /// What was frozen of each, in their order. Refuses when any cannot be sent so, and tells why of all of these.
    func frozen(_ dispatches: [Outgoing]) throws(RegistryError) -> [LetterMessage] {
        var messages: [LetterMessage] = []
        var obstacles: [String] = []
        for dispatch in dispatches {
            switch try frozen(dispatch) {
            case .success(let message): messages.append(message)
            case .failure(let obstacle): obstacles.append("\(dispatch.label): \(obstacle.why)")
            }
        }
        if !obstacles.isEmpty { throw .refused(obstacles) }
        return messages
    }

    /// The bytes that were offered before, when there are any: a message has one form.
    /// One that was not is dated in a zone.
    mutating func message(to dispatch: Outgoing, in zone: LocalZone) throws(RegistryError) -> MailMessage {
        let draft = try frozen([dispatch])[0]
        if let bytes = try registry.offeredMessage(of: mailing, to: dispatch.code) {
            return MailMessage(offered: bytes, from: draft.from, to: draft.to)
        }
        return try message(draft, dispatch, id: dispatch.messageID ?? "", to: draft.to, in: zone)
    }

    /// One to another address, with an identifier of its own: nothing that is found of it later tells of the letter.
    mutating func rehearsal(
        of dispatch: Outgoing, to address: EmailAddress, in zone: LocalZone
    ) throws(RegistryError) -> MailMessage {
        let draft = try frozen([dispatch])[0]
        let domain = draft.from.description.split(separator: "@").last ?? ""
        return try message(draft, dispatch, id: "<\(UUID().uuidString.lowercased())@\(domain)>", to: address, in: zone)
    }

    private mutating func message(
        _ draft: LetterMessage, _ dispatch: Outgoing, id: String, to: EmailAddress, in zone: LocalZone
    ) throws(RegistryError) -> MailMessage {
        guard let pdf = try registry.document(of: mailing, to: dispatch.code, as: .pdf) else {
            throw .damaged("no PDF was frozen of \(dispatch.label): run 'oproep audit'")
        }
        for name in draft.attachments where attachments[name] == nil {
            guard let bytes = try registry.source(name, of: mailing) else {
                throw .damaged("the attachment '\(name)' was not frozen: run 'oproep audit'")
            }
            attachments[name] = bytes
        }
        let files = draft.attachments.map { name in
            MailMessage.Attachment(
                name: String(name.split(separator: "/").last ?? ""), bytes: attachments[name] ?? [])
        }
        let now = Date.now
        let moment = MailMessage.Moment(
            seconds: Int(now.timeIntervalSince1970), offset: zone.secondsFromUTC(at: now))
        guard let message = MailMessage(draft, id: id, to: to, at: moment, letter: pdf, attachments: files) else {
            throw .refused(["\(dispatch.label): a value would end a header of the message"])
        }
        return message
    }

    /// Why a message cannot be sent as it was frozen.
    private struct Obstacle: Error {
        let why: String
    }

    private func frozen(_ dispatch: Outgoing) throws(RegistryError) -> Result<LetterMessage, Obstacle> {
        guard let bytes = try registry.document(of: mailing, to: dispatch.code, as: .mail), dispatch.messageID != nil
        else { return .failure(Obstacle(why: "no e-mail was frozen: run 'oproep audit'")) }
        do throws(LetterMessage.Refusal) {
            let message = try LetterMessage(bytes)
            if message.to.description == dispatch.email { return .success(message) }
            throw .unfit(in: "To")
        } catch .unfit(let field) {
            return .failure(
                Obstacle(why: "'\(field)' of the e-mail cannot stand in a header, or is not what was frozen"))
        } catch {
            return .failure(
                Obstacle(
                    why:
                        "an earlier version of oproep froze the e-mail: cancel mailing \(mailing), and freeze the letter "
                        + "again"))
        }
    }
}
