import Foundation
import Testing

/// Programs that know the formats better than we do.
enum Judges {
    /// Runs a body in a directory that goes again.
    static func inDirectory<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let directory = FileManager.default.temporaryDirectory.appending(path: "oproep-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        return try body(directory)
    }

    /// Validates XML of ODF documents against the schema of ODF 1.3, as Debian's emacs-common has it. What jing says
    /// of them; empty when they are valid. IDs are checked apart: jing has no datatype for them in this schema.
    static func jing(_ files: [String]) throws -> String {
        let schemas = "/usr/share/emacs/28.2/etc/schema"
        let found = try FileManager.default.contentsOfDirectory(atPath: "/usr/share/emacs")
            .map { "/usr/share/emacs/\($0)/etc/schema/OpenDocument-schema-v1.3.rnc" }
            .first { FileManager.default.fileExists(atPath: $0) }
        let schema = try #require(found, "emacs-common has no ODF schema at \(schemas)")
        do {
            _ = try Program(["jing", "-i", "-c", schema] + files).output()
            return ""
        } catch let failure as Program.Failure {
            return failure.output.split(separator: "\n").filter { !$0.hasPrefix("[warning]") }.joined(separator: "\n")
        }
    }

    /// Opens documents in LibreOffice, each into the same name with another extension.
    static func convert(_ files: [String], to format: String, in directory: URL) throws {
        let profile = "-env:UserInstallation=file://\(directory.path)/profile"
        _ = try Program(
            ["soffice", profile, "--headless", "--convert-to", format, "--outdir", directory.path] + files
        ).output()
    }

    /// The text of a PDF without white space and hyphens: pdftotext drops a hyphen at the end of a line.
    static func text(ofPDF path: String) throws -> String {
        bare(try Program("pdftotext", path, "-").output())
    }

    static func bare(_ text: String) -> String {
        text.filter { !$0.isWhitespace && $0 != "-" }
    }

    /// A judge of PDF/UA, as 'make judges' installs it, here or in OPROEP_JUDGES. Nil when it is not there.
    static var outloud: String? {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let judges =
            ProcessInfo.processInfo.environment["OPROEP_JUDGES"]
            ?? repository.appending(path: ".build/judges").standardizedFileURL.path
        let program = "\(judges)/bin/outloud"
        return FileManager.default.isExecutableFile(atPath: program) ? program : nil
    }

    /// Where the schemas of ODF are, when they are there.
    static var schemas: String? {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let candidates: [String?] = [
            ProcessInfo.processInfo.environment["OPROEP_SCHEMAS"],
            repository.appending(path: "../shared/schemas").standardizedFileURL.path,
        ]
        return candidates.compactMap(\.self).first { FileManager.default.fileExists(atPath: "\($0)/odf-1.3") }
    }
}
