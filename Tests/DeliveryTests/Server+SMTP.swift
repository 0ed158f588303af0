import Support

@testable import Delivery

extension Server {
    /// As this program sees it.
    func server(login: SMTPServer.Login? = nil) throws -> SMTPServer { try SMTPServer(url: url, login: login) }
}
