import Foundation
import Glibc
import Support
import Synchronization
import Testing

@testable import Exporter
@testable import Printing

/// LibreOffice as it is, and as it can be.
@Suite("LibreOffice", .serialized)
struct PDFConversionTests {
    private func letters(_ count: Int, in folder: WorkFolder) throws {
        let bytes = try SampleCopy().bytes(as: .odt)
        for number in 0..<count { try folder.write(bytes, as: "\(number).odt") }
    }

    /// What comes of documents: `pdf`, or why there is none.
    private func convert(
        _ count: Int, in folder: WorkFolder, _ office: LibreOffice? = nil, workers: Int = 1,
        timeLimit: Duration = .seconds(60), goesOn: @escaping @Sendable () -> Bool = { true },
        done: @escaping @Sendable () -> Void = {}
    ) async throws -> (isComplete: Bool, results: [Int: String]) {
        let conversion = PDFConversion(
            office: try office ?? LibreOffice(), folder: folder, workers: workers, timeLimit: timeLimit)
        let results = Mutex([Int: String]())
        let isComplete = try await conversion.convert(Array(0..<count), goesOn: goesOn) { number, result in
            results.withLock { results in
                // Each is told once.
                #expect(results[number] == nil)
                switch result {
                case .success(let pdf): results[number] = pdf.starts(with: "%PDF".utf8) ? "pdf" : "no PDF"
                case .failure(let end): results[number] = end.message
                }
            }
            done()
        }
        return (isComplete, results.withLock { $0 })
    }

    private func all(_ count: Int) -> [Int: String] {
        Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, "pdf") })
    }

    /// Processes of LibreOffice that work in a folder.
    private static func signal(_ signal: String, in folder: String) {
        _ = try? Program("pkill", signal, "-f", "soffice.bin.*\(folder)/").output()
    }

    private static func isWorked(in folder: String) -> Bool {
        (try? Program("pgrep", "-f", "env:UserInstallation=file://\(folder)/").output()) != nil
    }

    @Test("Killed in the middle, it goes on where it was", arguments: [1, 2])
    func killed(workers: Int) async throws {
        let folder = try WorkFolder()
        try letters(8, in: folder)
        let kills = Atomic(0)
        let found = try await convert(
            8, in: folder, workers: workers,
            done: { if kills.add(1, ordering: .relaxed).oldValue == 1 { Self.signal("-KILL", in: folder.path) } })
        #expect(found.isComplete && found.results == all(8))
    }

    @Test("When one of its two processes dies, the other is not left")
    func orphaned() async throws {
        let folder = try WorkFolder()
        try letters(4, in: folder)
        let kills = Atomic(0)
        let found = try await convert(
            4, in: folder,
            done: {
                guard kills.add(1, ordering: .relaxed).oldValue == 0 else { return }
                _ = try? Program("pkill", "-KILL", "-f", "oosplash.*\(folder.path)/").output()
            })
        #expect(found.isComplete && found.results == all(4))
        #expect(!Self.isWorked(in: folder.path))
    }

    @Test("Works in a folder with any name", arguments: ["met spatie", "100%41", "é"])
    func folders(name: String) async throws {
        let sandbox = try TestFolder()
        try FileManager.default.createDirectory(atPath: "\(sandbox.path)/\(name)", withIntermediateDirectories: false)
        var folder: WorkFolder? = try WorkFolder(in: "\(sandbox.path)/\(name)")
        if let folder {
            try letters(1, in: folder)
            #expect(try await convert(1, in: folder).results == all(1))
        }
        folder = nil
        #expect(try sandbox.contents() == [name: "/"])
    }

    @Test("When it hangs, it is ended, and another one goes on")
    func stopped() async throws {
        // However slow the machine is, it is no hang when it takes some times as long as it usually does here.
        let usual = try await ContinuousClock().measure {
            let folder = try WorkFolder()
            try letters(1, in: folder)
            #expect(try await convert(1, in: folder).results == all(1))
        }
        let folder = try WorkFolder()
        try letters(4, in: folder)
        let stops = Atomic(0)
        let found = try await convert(
            4, in: folder, timeLimit: usual * 4,
            done: { if stops.add(1, ordering: .relaxed).oldValue == 0 { Self.signal("-STOP", in: folder.path) } })
        #expect(found.isComplete && found.results == all(4))
        #expect(!Self.isWorked(in: folder.path))
    }

    @Test("What it cannot read is told, and the others are made")
    func unreadable() async throws {
        let folder = try WorkFolder()
        try letters(1, in: folder)
        let letter = try SampleCopy().bytes(as: .odt)
        try folder.write(Array(letter.prefix(letter.count / 2)), as: "1.odt")
        try folder.write(letter, as: "2.odt")
        let found = try await convert(3, in: folder)
        #expect(found.results[0] == "pdf" && found.results[2] == "pdf")
        #expect(found.results[1]?.hasPrefix("it ended") == true, "\(found.results)")
    }

    @Test("Without a file it made nothing, whatever it exits with")
    func nothing() async throws {
        let folder = try WorkFolder()
        try letters(2, in: folder)
        let found = try await convert(2, in: folder, LibreOffice(program: "/bin/true"))
        #expect(found.results == [0: "it ended without a word", 1: "it ended without a word"])
    }

    @Test("When it makes nothing time after time, that is told once")
    func broken() async throws {
        let folder = try WorkFolder()
        try letters(20, in: folder)
        await #expect(throws: PDFError.officeFails("it ended with 'it crashed'")) {
            try await convert(20, in: folder, LibreOffice(program: "/bin/false"))
        }
    }

    @Test("Told to stop, it stops at once, and nothing of it is left")
    func interrupted() async throws {
        var folder: WorkFolder? = try WorkFolder()
        let path = try #require(folder?.path)
        if let folder {
            try letters(20, in: folder)
            let isStopped = Atomic(false)
            let found = try await convert(
                20, in: folder, goesOn: { !isStopped.load(ordering: .relaxed) },
                done: { isStopped.store(true, ordering: .relaxed) })
            #expect(!found.isComplete && found.results.count < 20)
        }
        #expect(!Self.isWorked(in: path))
        folder = nil
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("Told to stop when all is made, it reads nothing more")
    func interruptedAfterwards() async throws {
        let sandbox = try TestFolder()
        // Makes all at once, so that none is read back before it has ended.
        let program = sandbox.path + "/soffice"
        let made =
            "for n in $(seq 0 19); do printf '%%PDF' > out/$n.pdf; echo \"convert in/$n.odt -> out/$n.pdf\"; done"
        try "#!/bin/sh\n\(made)\n".write(toFile: program, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        let folder = try WorkFolder()
        try letters(1, in: folder)
        let isStopped = Atomic(false)
        let found = try await convert(
            20, in: folder, LibreOffice(program: program), goesOn: { !isStopped.load(ordering: .relaxed) },
            done: { isStopped.store(true, ordering: .relaxed) })
        #expect(!found.isComplete && found.results == all(1))
    }

    @Test("Without room on the disk no half letter is taken for a whole one")
    func fullDisk() async throws {
        await #expect(processExitsWith: .success) {
            let folder = try WorkFolder()
            for number in 0..<2 { try folder.write(try SampleCopy().bytes(as: .odt), as: "\(number).odt") }
            // As on a full disk, for this process and those that it starts: writing beyond it fails.
            Glibc.signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 40_000, rlim_max: 40_000)
            unsafe setrlimit(__rlimit_resource_t(1), &limit)
            let conversion = PDFConversion(office: try LibreOffice(), folder: folder, workers: 1)
            do {
                let goesOn = { @Sendable in true }
                _ = try await conversion.convert([0, 1], goesOn: goesOn) { _, result in
                    if case .success(let pdf) = result, PDFDocument(pdf) != nil { exit(1) }
                }
            } catch let error as PDFError {
                if !error.message.contains("room on the disk") { exit(2) }
            }
        }
    }

    @Test("What a run that was killed left behind is taken away, LibreOffice included")
    func leftovers() throws {
        let sandbox = try TestFolder()
        let left = URL(filePath: sandbox.path).appending(path: "oproep-\(getuid())-a1b2")
        try FileManager.default.createDirectory(at: left, withIntermediateDirectories: false)
        let (ours, other) = (try Self.waiting(in: left.path), try Self.waiting(in: left.path))
        // A test beside this one may have it that what is started here hears nothing else.
        defer { for process in [ours, other] { kill(process.processIdentifier, SIGKILL) } }
        // A group of its own each, as Foundation starts them.
        let group = try #require(OfficeGroup(leader: ours.processIdentifier))
        try Data().write(to: left.appending(path: group.name))
        // One that was given this number again, or has it elsewhere.
        let name = try #require(OfficeGroup(leader: other.processIdentifier)?.name)
        try Data().write(to: left.appending(path: name.dropLast() + (name.hasSuffix("0") ? "1" : "0")))
        _ = try WorkFolder(in: sandbox.path)
        ours.waitUntilExit()
        #expect(ours.terminationReason == .uncaughtSignal)
        #expect(other.isRunning)
        #expect(try sandbox.contents().isEmpty)
    }

    /// A process that waits for ever, with a profile of ours among its arguments.
    private static func waiting(in folder: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/tail")
        process.arguments = ["-f", "/dev/null", "--", "-env:UserInstallation=file://\(folder)/profile-0"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
