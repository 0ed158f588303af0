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
        let drafts = Drafts(registry, of: mailing)
        var letters: [String: (address: String, file: String)] = [:]
        if dispatches.contains(where: { $0.channel == .post }) {
            let letter = try registry.letter(of: mailing).compiled.letter
            for recipient in letter.recipients {
                letters[recipient.code.description] = (
                    PostalAddress(of: recipient, letter).line, recipient.fileName(.pdf)
                )
            }
        }
        var previews: [Preview] = []
        var obstacles: [String] = []
        for dispatch in dispatches {
            switch dispatch.channel {
            case .email:
                if let obstacle = try drafts.obstacle(to: dispatch) {
                    obstacles.append(obstacle)
                    continue
                }
                let message = try drafts.usable(dispatch)
                previews.append(
                    Preview(
                        dispatch: dispatch, to: message.to.description, subject: message.subject,
                        files: [message.letter] + message.attachments))
            case .post, .manual:
                guard let letter = letters[dispatch.code] else { continue }
                previews.append(Preview(dispatch: dispatch, to: letter.address, subject: nil, files: [letter.file]))
            }
        }
        if !obstacles.isEmpty { throw .refused(obstacles) }
        return previews
    }
}
