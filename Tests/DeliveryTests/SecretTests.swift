import Foundation
import Support
import Testing

@testable import Delivery

/// A password and what letters say are on the line to the mail server, and nowhere else.
@Suite struct SecretTests {
    private static let password = "wachtwoord-kanarie-9d1c"

    /// What stands on standard output and error, and in the list of processes, while the program does something.
    private static func observe(_ program: BuiltProgram, _ arguments: [String], _ file: String) throws -> String {
        var processes = ""
        var program = program
        program.environment["OPROEP_SMTP_PASSWORD_FILE"] = file
        let result = try program.run(arguments) { process in
            while process.isRunning {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
                for name in names where name.allSatisfy(\.isNumber) {
                    for part in ["cmdline", "environ", "comm"] {
                        let bytes = FileManager.default.contents(atPath: "/proc/\(name)/\(part)") ?? Data()
                        let text = String(decoding: bytes, as: UTF8.self)
                        if text.contains("kanarie") { processes += "\(name)/\(part) " }
                    }
                }
                usleep(2_000)
            }
        }
        return result.output + processes
    }

    @Test(arguments: [
        [], ["--fault", "auth:echo"], ["--fault", "auth:535"], ["--fault", "dot:554:x@1"], ["--fault", "dot:drop@1"],
        ["--fault", "rcpt:slow"], ["--fault", "data:451"], ["--fault", "greeting:drop"],
    ])
    func `no password and no words of a letter are told, or kept beside the registry`(_ faults: [String]) throws {
        let mailroom = try Mailroom(3)
        let file = mailroom.root.appending(path: "geheim")
        try Data("\(Self.password)\n".utf8).write(to: file)
        let server = try Server("faulty-smtp.py", ["--auth", "jan:\(Self.password)"] + faults)
        let program = BuiltProgram(in: mailroom, server: server.url)
        // The letters' words are in the registry, where they belong; the canary in them is "kanarie van".
        var told = ""
        let wishes = [
            ["--dry-run"], ["--dry-run", "--json"], ["--test-to", "jan@provincie.example"], ["--confirm", "7"],
            ["--confirm", "3"], ["--confirm", "3", "--json"],
        ]
        for wish in wishes { told += try Self.observe(program, ["send", "1"] + wish, file.path) }
        for other in [["status", "1"], ["history", Mailroom.code(0)], ["audit"]] {
            told += try Self.observe(program, other, file.path)
        }
        #expect(told.contains("G00000") || told.contains("Plaats 0"))
        let secrets = [
            "kanarie", Data("\0jan\0\(Self.password)".utf8).base64EncodedString(),
            Data(Self.password.utf8).base64EncodedString(),
        ]
        for secret in secrets { #expect(!told.contains(secret), "\(told)") }
        // The password is kept nowhere, and letters nowhere but in the registry.
        let files = FileManager.default.enumerator(at: mailroom.root, includingPropertiesForKeys: nil)
        while let url = files?.nextObject() as? URL {
            guard url != file, !url.hasDirectoryPath, let bytes = FileManager.default.contents(atPath: url.path)
            else { continue }
            #expect(bytes.firstRange(of: Data(Self.password.utf8)) == nil, "\(url.path)")
        }
    }
}
