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

    /// Why a message cannot be sent as it was frozen; nil when it can. Every one is looked at before the first leaves.
    func obstacle(to dispatch: Outgoing) throws(RegistryError) -> String? {
        do throws(DraftError) {
            _ = try letterMessage(to: dispatch)
            return nil
        } catch {
            switch error {
            case .registry(let error): throw error
            case .unusable(let why): return "\(dispatch.label): \(why)"
            }
        }
    }

    /// The bytes that were offered before, when there are any: a message has one form.
    mutating func message(to dispatch: Outgoing) throws(RegistryError) -> MailMessage {
        let draft = try usable(dispatch)
        if let bytes = try registry.offeredMessage(of: mailing, to: dispatch.code) {
            return MailMessage(offered: bytes, from: draft.from, to: draft.to)
        }
        return try message(draft, dispatch, id: dispatch.messageID ?? "", to: draft.to)
    }

    /// One to another address, with an identifier of its own: nothing that is found of it later tells of the letter.
    mutating func rehearsal(of dispatch: Outgoing, to address: EmailAddress) throws(RegistryError) -> MailMessage {
        let draft = try usable(dispatch)
        let domain = draft.from.description.split(separator: "@").last ?? ""
        return try message(draft, dispatch, id: "<\(UUID().uuidString.lowercased())@\(domain)>", to: address)
    }

    /// What was frozen. Refuses what cannot be sent.
    func usable(_ dispatch: Outgoing) throws(RegistryError) -> LetterMessage {
        do throws(DraftError) {
            return try letterMessage(to: dispatch)
        } catch {
            switch error {
            case .registry(let error): throw error
            case .unusable(let why): throw .refused(["\(dispatch.label): \(why)"])
            }
        }
    }

    private mutating func message(
        _ draft: LetterMessage, _ dispatch: Outgoing, id: String, to: EmailAddress
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
            seconds: Int(now.timeIntervalSince1970), offset: TimeZone.current.secondsFromGMT(for: now))
        guard let message = MailMessage(draft, id: id, to: to, at: moment, letter: pdf, attachments: files) else {
            throw .refused(["\(dispatch.label): a value would end a header of the message"])
        }
        return message
    }

    private enum DraftError: Error {
        case registry(RegistryError)
        case unusable(String)
    }

    private func letterMessage(to dispatch: Outgoing) throws(DraftError) -> LetterMessage {
        let bytes: [UInt8]?
        do throws(RegistryError) {
            bytes = try registry.document(of: mailing, to: dispatch.code, as: .mail)
        } catch {
            throw .registry(error)
        }
        guard let bytes, dispatch.messageID != nil, let email = dispatch.email else {
            throw .unusable("no e-mail was frozen: run 'oproep audit'")
        }
        do throws(LetterMessage.Refusal) {
            let message = try LetterMessage(bytes)
            if message.to.description == email { return message }
            throw .unfit(in: "To")
        } catch .unfit(let field) {
            throw .unusable("'\(field)' of the e-mail cannot stand in a header, or is not what was frozen")
        } catch {
            throw .unusable(
                "an earlier version of oproep froze the e-mail: cancel mailing \(mailing), and freeze the letter again")
        }
    }
}
