import Foundation
import Support
import Testing

@Suite("Stopped, and short of what it needs", .serialized)
struct StopTests {
    /// Another holds the registry all the while.
    private static let holder = """
        import sqlite3, subprocess, time
        lock = sqlite3.connect('.oproep/registry.sqlite', isolation_level=None)
        lock.execute('BEGIN IMMEDIATE')
        def ticks(process):
            with open(f'/proc/{process.pid}/stat') as file: return file.read().rsplit(')', 1)[1].split()[11:13]
        program = subprocess.Popen(['oproep'] + COMMAND)
        last, same = None, 0
        while same < 10 and program.poll() is None:  # It does nothing any more: it waits.
            time.sleep(0.02)
            now = ticks(program)
            last, same = now, same + 1 if now == last else 0
        program.terminate()
        status = program.wait()  # While the other holds it yet.
        lock.execute('ROLLBACK')
        print('status', status)
        """

    @Test(arguments: [
        ("approve 1", "stopped: nothing was changed\nstatus 1\n"),
        // What did not begin to listen ends as any program does.
        ("cancel 1 --because x", "status -15\n"),
    ])
    func `who waits for another is stopped, and the registry is as it was`(command: String, expected: String) throws {
        let workplace = try Workplace()
        try workplace.done("oproep freeze \(Workplace.letter)")
        let words = command.split(separator: " ").map { "'\($0)'" }.joined(separator: ", ")
        workplace.folder["houdt.py"] = Self.holder.replacing("COMMAND", with: "[\(words)]")
        #expect(try workplace.run("python3 houdt.py").output == expected)
        try workplace.done("oproep audit && oproep \(command)")
    }

    @Test(arguments: [13, 20, 40, 63])
    func `too few open files are told`(limit: Int) throws {
        let result = try Workplace().run("ulimit -n \(limit); exec oproep status")
        #expect(result.status == 74)
        #expect(
            result.output.hasPrefix("error: no more than \(limit) files may be open at a time, and oproep needs 64"),
            "\(result.output)")
    }

    @Test func `each process of LibreOffice counts`() throws {
        let result = try Workplace().run(
            "ulimit -n 100; exec oproep render \(Workplace.letter) --format pdf --workers 64")
        #expect(result.status == 74 && result.output.contains("and oproep needs 576"), "\(result.output)")
    }

    @Test func `a letter that is open in LibreOffice does not block, and is named when it was changed`() throws {
        let workplace = try Workplace()
        try workplace.done("oproep render \(Workplace.letter)")
        let letter = "out/\(Workplace.letter)/GM0150-deventer.odt"
        try workplace.done("touch 'out/\(Workplace.letter)/.~lock.GM0150-deventer.odt#'")
        try workplace.done("oproep render \(Workplace.letter)")
        try workplace.done("touch 'out/\(Workplace.letter)/.~lock.GM0150-deventer.odt#' && printf x >> \(letter)")
        let result = try workplace.run("oproep render \(Workplace.letter)")
        #expect(result.status != 0 && result.output.contains("GM0150-deventer.odt"), "\(result.output)")
    }
}
