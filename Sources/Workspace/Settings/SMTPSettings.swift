/// The mail server. Never the password itself: a workspace is kept in git.
package struct SMTPSettings: Hashable, Sendable {
    package let url: String?
    package let user: String?
    package let passwordFile: String?
    package let from: EmailAddress?
    package let replyTo: EmailAddress?
    package let perMinute: Int?
    package let pauseAfterErrors: Int?
}

extension SMTPSettings {
    init(_ section: inout YAMLSection) {
        // People put the password in it.
        url = section.validated("url", isSecret: true) { text throws(Refusal) in
            let host = ["smtp://", "smtps://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
            guard let host, !host.isEmpty, !host.contains("@"), !host.contains(where: \.isWhitespace) else {
                throw Refusal { _ in .badServer }
            }
            return text
        }
        user = section.text("user")
        passwordFile = section.text("password_file")
        from = section.validated("from", EmailAddress.init)
        replyTo = section.validated("reply_to", EmailAddress.init)
        perMinute = section.positive("per_minute")
        pauseAfterErrors = section.positive("pause_after_errors")
    }
}
