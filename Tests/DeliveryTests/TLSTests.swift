import Foundation
import Registry
import Support
import Testing
import Workspace

@testable import Delivery

/// Nothing of a letter, and no password, goes over a line that others can listen to.
@Suite struct TLSTests {
    private static let mailroom = Result { try Mailroom(1) }
    private static let login = SMTPServer.Login(user: "jan", password: "kanarie-7f3a")

    /// A server that is told to be elsewhere, though it is here.
    private static func server(
        _ name: String?, implicit: Bool = false, login: SMTPServer.Login? = nil, _ more: [String] = []
    ) throws -> (server: Server, SMTPServer) {
        var arguments = try name.map(Certificates.arguments) ?? []
        if implicit { arguments.append("--implicit-tls") }
        let server = try Server("faulty-smtp.py", arguments + more)
        let url = "\(implicit ? "smtps" : "smtp")://localhost:\(server.port)"
        var smtp = try SMTPServer(url: url, login: login, authorities: Certificates.authority)
        smtp.isLoopback = false
        return (server, smtp)
    }

    @Test(arguments: [false, true]) func `a server with a right certificate gets the letter`(_ implicit: Bool) throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let (server, smtp) = try Self.server(
            "good", implicit: implicit, login: Self.login, ["--auth", "jan:kanarie-7f3a"])
        try mailroom.send(to: smtp)
        #expect(try mailroom.states() == [.sent])
        let received = try server.received
        #expect(received.map(\.envelope.tls) == [true])
        #expect(received.map(\.envelope.user) == ["jan"])
    }

    @Test(arguments: ["wrong-name", "expired", "untrusted"], [false, true])
    func `a server that cannot show who it is gets nothing`(_ name: String, _ implicit: Bool) throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let (server, smtp) = try Self.server(name, implicit: implicit, login: Self.login)
        let result = try mailroom.send(to: smtp)
        #expect(try mailroom.states() == [.ready])
        #expect(result.stopped?.isEmpty == false)
        #expect(try server.received.isEmpty)
        #expect(!server.text("log").contains("MAIL") && !server.text("log").contains("> AUTH"))
    }

    @Test(arguments: [["--no-starttls"], ["--fault", "starttls:454"], ["--fault", "starttls:drop"]])
    func `a server without TLS gets nothing, unless it is on this computer`(_ arguments: [String]) throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let (server, smtp) = try Self.server("good", login: Self.login, ["--auth", "jan:kanarie-7f3a"] + arguments)
        try mailroom.send(to: smtp)
        #expect(try mailroom.states() == [.ready])
        #expect(!server.text("log").contains("MAIL") && !server.text("log").contains("> AUTH"))
        #expect(try SMTPServer(url: "smtp://localhost:25").isLoopback)
        #expect(try SMTPServer(url: "smtp://127.0.0.1:25").isLoopback)
        #expect(try SMTPServer(url: "smtp://[::1]:25").isLoopback)
        for host in ["localhost.elders.example", "127.0.0.1.elders.example", "128.0.0.1", "mail.provincie.example"] {
            #expect(try !SMTPServer(url: "smtp://\(host):25").isLoopback)
        }
    }

    @Test(arguments: ["auth:535", "auth:454", "auth:drop", "auth:echo", "auth:421", "auth:garbage"])
    func `a server that does not let the user in gets nothing, and what it says of the password is told to nobody`(
        _ fault: String
    ) throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let (server, smtp) = try Self.server(
            "good", login: Self.login, ["--auth", "jan:kanarie-7f3a", "--fault", fault])
        let result = try mailroom.send(to: smtp)
        #expect(try mailroom.states() == [.ready])
        #expect(try server.received.isEmpty)
        let history = try mailroom.registry().history(of: Mailroom.code(0))
        let told = [result.stopped ?? ""] + history.entries.compactMap(\.note)
        for secret in ["kanarie", Data("\0jan\0kanarie-7f3a".utf8).base64EncodedString(), "a2FuYXJp"] {
            #expect(told.allSatisfy { !$0.contains(secret) }, "\(told)")
        }
    }

    @Test func `the address of a server has no password and no path in it`() throws {
        for url in [
            "http://localhost:25", "smtp://jan:geheim@localhost:25", "smtp://jan@localhost", "smtp://", "localhost:25",
            "smtp://localhost:25/x", "smtp://localhost:25?x", "smtp://localhost:25#x", "smtp://local host:25",
            "file:///x",
        ] {
            #expect(throws: SMTPServer.Refusal.badURL, "\(url)") { try SMTPServer(url: url) }
        }
        #expect(try SMTPServer(url: "smtp://mail.example.nl").url == "smtp://mail.example.nl:587")
        #expect(try SMTPServer(url: "smtps://mail.example.nl").url == "smtps://mail.example.nl:465")
    }

    @Test func `where the password comes from, and what is said when it does not`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let workspace = try WorkspaceDirectory(at: mailroom.root.path)
        let settings = try #require(workspace.settings().settings?.delivery.smtp)
        let url = ["OPROEP_SMTP_URL": "smtp://localhost:25"]
        #expect(throws: SMTPServer.Refusal.none) { try SMTPServer(settings, in: workspace, environment: [:]) }
        #expect(throws: SMTPServer.Refusal.badURL) {
            try SMTPServer(settings, in: workspace, environment: ["OPROEP_SMTP_URL": "smtp://jan:x@localhost"])
        }
        #expect(throws: SMTPServer.Refusal.noPasswordFile) {
            try SMTPServer(settings, in: workspace, environment: url)
        }
        let file = mailroom.root.appending(path: "wachtwoord").path
        let environment = url.merging(["OPROEP_SMTP_PASSWORD_FILE": file]) { first, _ in first }
        #expect(throws: SMTPServer.Refusal.noPassword(file)) {
            try SMTPServer(settings, in: workspace, environment: environment)
        }
        mailroom["wachtwoord"] = "geheim met spatie \n"
        let login = try SMTPServer(settings, in: workspace, environment: environment).login
        #expect(login?.password == "geheim met spatie ")
    }
}
