internal import Foundation
package import Workspace

/// The mail server that letters are handed to.
package struct SMTPServer: Sendable {
    package enum Refusal: Error, Equatable, Sendable {
        case none
        case badURL
        /// The file that is to hold the password.
        case noPassword(String)
        case noPasswordFile

        package var message: String {
            switch self {
            case .none:
                "there is no mail server: give 'url' under delivery, smtp in oproep.yaml, or OPROEP_SMTP_URL"
            case .badURL:
                "OPROEP_SMTP_URL is not the address of a mail server: smtp://host:port or smtps://host:port, without a "
                    + "password"
            case .noPassword(let file):
                "the password of the mail server cannot be read from '\(file)': one line, which the user may read"
            case .noPasswordFile:
                "the mail server has a user and no password: give 'password_file' under delivery, smtp in oproep.yaml, or "
                    + "OPROEP_SMTP_PASSWORD_FILE"
            }
        }
    }

    /// Whose name and password never leave this module.
    struct Login: Sendable {
        let user: String
        let password: String
    }

    /// `smtp://mail.example.nl:587`
    let url: String
    /// `mail.example.nl:587`, for people.
    package let name: String
    /// On this computer nobody else listens; everywhere else only TLS will do.
    var isLoopback: Bool
    private(set) var login: Login?
    /// A file of certificates to trust in the place of those of the system.
    let authorities: String?

    /// From the settings of a workspace, in whose folder a relative path begins, and what the environment says instead.
    package init(
        _ settings: SMTPSettings?, in workspace: WorkspaceDirectory, environment: [String: String]
    ) throws(Refusal) {
        let given = environment["OPROEP_SMTP_URL"].flatMap { $0.isEmpty ? nil : $0 }
        guard let url = given ?? settings?.url else { throw .none }
        // The name that OpenSSL itself reads (openssl-env(7)).
        try self.init(url: url, authorities: environment["SSL_CERT_FILE"])
        if let user = settings?.user {
            let environmentFile = environment["OPROEP_SMTP_PASSWORD_FILE"].flatMap { $0.isEmpty ? nil : $0 }
            let settingsFile = settings?.passwordFile.map { $0.hasPrefix("/") ? $0 : "\(workspace.path)/\($0)" }
            guard let file = environmentFile ?? settingsFile else { throw .noPasswordFile }
            guard let text = try? String(contentsOfFile: file, encoding: .utf8),
                let password = text.split(whereSeparator: \.isNewline).first
            else { throw .noPassword(file) }
            login = Login(user: user, password: String(password))
        }
    }

    init(url: String, login: Login? = nil, authorities: String? = nil) throws(Refusal) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, ["smtp", "smtps"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil,
            (1...65_535).contains(parts.port ?? 25), parts.path.isEmpty || parts.path == "/", parts.query == nil,
            parts.fragment == nil
        else { throw .badURL }
        // 25 is where other servers bring mail; people hand theirs in at 587 (RFC 6409 §3.1), or with TLS at 465.
        let port = parts.port ?? (scheme == "smtps" ? 465 : 587)
        self.url = "\(scheme)://\(host):\(port)"
        name = "\(host):\(port)"
        let address = host.trimmingCharacters(in: ["[", "]"])
        isLoopback =
            address.lowercased() == "localhost" || address == "::1"
            || address.wholeMatch(of: /127(\.[0-9]{1,3}){3}/) != nil
        self.login = login
        self.authorities = authorities
    }
}
