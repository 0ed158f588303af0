import Foundation
import Testing

/// Runs the transcripts against the built program, each in an empty directory.
@Suite("Commands do what their transcripts show")
struct TranscriptTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")
    private static let repository = folder.appending(path: "../../..").standardizedFileURL
    /// The program is built beside the tests.
    private static let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".md") }.sorted()
    }

    @Test("The transcript", arguments: names)
    func transcript(name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let directory = FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)")
        let sample = directory.appending(path: "sample")
        let work = directory.appending(path: "work")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: sample, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for item in ["letters", "recipients", "oproep.yaml"] {
            try FileManager.default.copyItem(
                at: Self.repository.appending(path: item), to: sample.appending(path: item))
        }
        let steps = Transcript(text).steps
        #expect(!steps.isEmpty)
        var place = work
        for step in steps {
            let actual = try Self.run(step.command, in: &place, sample: sample)
            #expect(
                Transcript.matches(actual[...], step.expected[...]),
                "\(name):\(step.line): \(step.command)\n\(actual.joined(separator: "\n"))")
        }
    }

    /// `place` follows what the command does to its current directory.
    private static func run(_ command: String, in place: inout URL, sample: URL) throws -> [String] {
        let home = sample.deletingLastPathComponent()
        let end = home.appending(path: "place")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec 2>&1; trap 'pwd > \"\(end.path)\"' EXIT; \(command)"]
        process.currentDirectoryURL = place
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = [
            "PATH": "\(programs.path):\(path)", "HOME": home.path, "SHARED_SAMPLE": sample.path,
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "100",
        ]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        place = URL(filePath: try String(contentsOf: end, encoding: .utf8).filter { $0 != "\n" })
        var lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        if lines.last == "" { lines.removeLast() }
        if process.terminationStatus != 0 { lines.append("[exit \(process.terminationStatus)]") }
        return lines
    }
}
