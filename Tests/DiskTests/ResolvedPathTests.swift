import Foundation
import Support
import Testing

@testable import Disk

@Suite("Where a path leads, when it is not there yet")
struct ResolvedPathTests {
    /// A folder with `letters/x`, and `link` and `dangling` that lead to places in it; gone after `body`.
    private func inFolder(_ body: (String) throws -> Void) throws {
        try TestFolder.withPath { made in
            try FileManager.default.createDirectory(atPath: "\(made)/letters/x", withIntermediateDirectories: true)
            for (name, target) in [("link", "letters/x"), ("dangling", "letters/later"), ("loop", "loop")] {
                try FileManager.default.createSymbolicLink(atPath: "\(made)/\(name)", withDestinationPath: target)
            }
            try body(made)
        }
    }

    @Test(
        arguments: [
            "letters/nieuw/x", "letters", "letters/x/y/z", ".oproep", ".oproep/x", ".oproep/a/b", "out/../letters/a/b",
            "nieuw/../letters/a", "link/a", "link/../a/b", "dangling/x", "./letters/./n/", "//letters//n//m", ".",
            "link/../../letters/q/r", ".oproep/registry.sqlite-wal",
        ])
    func `among what is protected`(path: String) throws {
        try inFolder { folder in
            let sources = ["letters", ".oproep"].map { "\(folder)/\($0)" }
            #expect(ResolvedPath("\(folder)/\(path)").touches(any: sources), "\(path)")
        }
    }

    @Test(arguments: ["out/x", "lettersx/a", "out/letters/x", ".oproepx", "letters/../out", "nieuw/letters", "loop/x"])
    func `beside it`(path: String) throws {
        try inFolder { folder in
            let sources = ["letters", ".oproep"].map { "\(folder)/\($0)" }
            #expect(!ResolvedPath("\(folder)/\(path)").touches(any: sources), "\(path)")
        }
    }

    @Test func `what is there leads where the system says`() throws {
        try inFolder { folder in
            for path in [folder, "\(folder)/link", "\(folder)/letters/../link/..", "/", "/tmp/..", "."] {
                #expect(ResolvedPath(path).path == Directory.realPath(path), "\(path)")
            }
        }
    }
}
