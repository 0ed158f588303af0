import Foundation
import Testing

@testable import Exporter

struct ProgramTests {
    private let shell = Exporter.Program(path: "/bin/sh")

    @Test func `its standard output is read to the end`() throws {
        #expect(try shell.output(["-c", "echo een; echo fout >&2; echo twee"], limit: .seconds(20)) == "een\ntwee\n")
    }

    @Test func `how it ends is told`() {
        #expect(throws: Exporter.Program.Failure.failed(3)) { try shell.output(["-c", "exit 3"], limit: .seconds(20)) }
        #expect(throws: Exporter.Program.Failure.failed(9)) {
            try shell.output(["-c", "kill -9 $$"], limit: .seconds(20))
        }
    }

    @Test func `what is no program is not started`() throws {
        let sandbox = try Sandbox()
        try Data("niets".utf8).write(to: URL(fileURLWithPath: sandbox.out))
        let error = #expect(throws: Exporter.Program.Failure.self) {
            try Exporter.Program(path: sandbox.out).output([], limit: .seconds(20))
        }
        #expect(error?.message == "cannot be started: Permission denied")
    }

    /// Also when another process of its own holds the output, or nobody does.
    @Test(arguments: ["sleep 60", "sleep 60 & sleep 60", "sleep 60 & exit 0", "exec >&-; sleep 60"])
    func `it is not waited for without end`(script: String) {
        let start = ContinuousClock.now
        #expect(throws: Exporter.Program.Failure.tooSlow(.milliseconds(300))) {
            try shell.output(["-c", script], limit: .milliseconds(300))
        }
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `more than a pipe holds does not stop it`() throws {
        let output = try shell.output(["-c", "head -c 1000000 /dev/zero"], limit: .seconds(20))
        #expect(output.utf8.count >= 65_536)
    }
}
