import Foundation
import Support
import Testing

@Suite("Beside programs of others")
struct ForeignProcessTests {
    /// In the place of LibreOffice: starts a process that never ends, in a group of its own, with our profile among its
    /// arguments, and then becomes LibreOffice.
    private static let office = """
        #!/bin/sh
        setsid tail -f /dev/null -- "$1" </dev/null >/dev/null 2>&1 &
        echo $! > "$HOME/foreign"
        PATH=${PATH#*:}
        exec soffice "$@"
        """

    @Test func `who has our profile among their arguments does not hold up a PDF, and is left alone`() throws {
        let workplace = try Workplace()
        workplace.folder["bin/soffice"] = Self.office
        try workplace.done("chmod 700 bin/soffice && mkdir tmp")
        let result = try workplace.run(
            "export PATH=\"$PWD/bin:$PATH\" TMPDIR=\"$PWD/tmp\"; "
                + "exec oproep render \(Workplace.letter) --only GM0150 --format pdf")
        let foreign = try #require(pid_t(workplace.done("cat foreign").split(separator: "\n")[0]))
        defer { kill(foreign, SIGKILL) }
        #expect(result.status == 0, "\(result.output)")
        #expect(try workplace.done("head -c 5 out/\(Workplace.letter)-only/GM0150-deventer.pdf") == "%PDF-")
        let arguments = try workplace.done("tr '\\0' ' ' < /proc/\(foreign)/cmdline")
        #expect(arguments.contains("-env:UserInstallation=file://\(workplace.root.path)/tmp/oproep-"))
        #expect(try workplace.done("ls tmp") == "")
    }
}
