internal import Exporter
package import Registry
internal import Workspace

/// What one recipient would get.
package struct Preview: Sendable {
    package let dispatch: Outgoing
    /// An e-mail address, or where the post brings it.
    package let to: String
    /// Of an e-mail.
    package let subject: String?
    package let files: [String]

    /// Of each, in their order. Refuses when any cannot be sent as it was frozen.
    static func all(_ dispatches: [Outgoing], of mailing: Int, in registry: Registry) throws(RegistryError)
        -> [Preview]
    {
        var letters: [String: (address: String, file: String)] = [:]
        if dispatches.contains(where: { $0.channel == .post }) {
            let letter = try registry.letter(of: mailing).compiled.letter
            for recipient in letter.recipients {
                letters[recipient.code.description] = (
                    PostalAddress(of: recipient, letter).line, recipient.fileName(.pdf)
                )
            }
        }
        let emails = dispatches.filter { $0.channel == .email }
        var messages = try Drafts(registry, of: mailing).frozen(emails)[...]
        return dispatches.compactMap { dispatch in
            if dispatch.channel == .email {
                return messages.popFirst().map { message in
                    Preview(
                        dispatch: dispatch, to: message.to.description, subject: message.subject,
                        files: [message.letter] + message.attachments)
                }
            }
            return letters[dispatch.code].map {
                Preview(dispatch: dispatch, to: $0.address, subject: nil, files: [$0.file])
            }
        }
    }
}
