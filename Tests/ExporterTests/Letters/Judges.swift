import Exporter
import Foundation
import Support
import Testing
import Workspace

/// Programs that know the formats better than we do.
enum Judges {
    /// Validates XML of ODF documents against the schema of ODF 1.3, as Debian's emacs-common has it. What jing says
    /// of them; empty when they are valid. IDs are checked apart: jing has no datatype for them in this schema.
    static func jing(_ files: [String]) throws -> String {
        let schemas = "/usr/share/emacs/28.2/etc/schema"
        let found = try FileManager.default.contentsOfDirectory(atPath: "/usr/share/emacs")
            .map { "/usr/share/emacs/\($0)/etc/schema/OpenDocument-schema-v1.3.rnc" }
            .first { FileManager.default.fileExists(atPath: $0) }
        let schema = try #require(found, "emacs-common has no ODF schema at \(schemas)")
        do {
            try Program(["jing", "-i", "-c", schema] + files).output()
            return ""
        } catch let failure as Program.Failure {
            return failure.output.split(separator: "\n").filter { !$0.hasPrefix("[warning]") }.joined(separator: "\n")
        }
    }

    /// What jing says of the letters to all recipients, which are written in a directory as packages and as flat files.
    static func jing(_ compiled: CompiledLetter, in directory: URL) throws -> String {
        let filler = try LetterFiller(compiled)
        var files: [String] = []
        for recipient in compiled.letter.recipients {
            let base = directory.appending(path: "\(recipient.code)")
            try Data(try filler.fill(recipient, as: .odt)).write(to: base.appendingPathExtension("odt"))
            try Data(try filler.fill(recipient, as: .fodt)).write(to: base.appendingPathExtension("fodt"))
            try Program("unzip", "-q", "\(base.path).odt", "-d", base.path).output()
            files += ["content", "styles", "meta"].map { "\(base.path)/\($0).xml" } + ["\(base.path).fodt"]
        }
        return try jing(files)
    }

    /// Opens documents in LibreOffice, each into the same name with another extension.
    static func convert(_ files: [String], to format: String, in directory: URL) throws {
        let profile = "-env:UserInstallation=file://\(directory.path)/profile"
        try Program(
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

    /// A judge of PDF/UA. Nil when it is not there.
    static var outloud: String? { Repository.judge("outloud") }

    /// Where the schemas of ODF are, when they are there.
    static var schemas: String? {
        let named = ProcessInfo.processInfo.environment["OPROEP_SCHEMAS"]
        return [named, Repository.path("../shared/schemas")].compactMap(\.self).first {
            FileManager.default.fileExists(atPath: "\($0)/odf-1.3")
        }
    }
}
