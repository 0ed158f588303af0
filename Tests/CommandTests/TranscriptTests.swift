import Foundation
import Support
import Testing

/// Runs the transcripts against the built program, each in an empty directory.
@Suite("Commands do what their transcripts show")
struct TranscriptTests {
    private static let folder = Repository.root.appending(path: "Tests/CommandTests/Transcripts")

    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".md") }.sorted()
    }

    @Test("The transcript", arguments: names)
    func transcript(name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let home = try TestFolder()
        let sample = home.root.appending(path: "sample")
        let work = home.root.appending(path: "work")
        for folder in [work, sample] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        }
        try Repository.copySample(to: sample)
        let steps = Transcript(text).steps
        #expect(!steps.isEmpty)
        var place = work
        for step in steps {
            let actual = try Self.run(step.command, in: &place, home: home)
            #expect(
                Transcript.matches(actual[...], step.expected[...]),
                "\(name):\(step.line): \(step.command)\n\(actual.joined(separator: "\n"))")
        }
    }

    /// `place` follows what the command does to its current directory.
    private static func run(_ command: String, in place: inout URL, home: TestFolder) throws -> [String] {
        let result = try BuiltProgram.shell(
            "trap 'pwd > \"\(home.path("place"))\"' EXIT; \(command)", in: place,
            ["HOME": home.path, "SHARED_SAMPLE": home.path("sample"), "COLUMNS": "100"]
        ).run()
        place = URL(filePath: home["place"].filter { $0 != "\n" })
        var lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        if result.status != 0 { lines.append("[exit \(result.status)]") }
        return lines
    }
}
