internal import Containers
internal import Foundation

/// Where the schemas of metadata are.
struct SchemaFiles: Sendable {
    let mdto: String
    let diwoo: String?

    /// Those in a folder, or in a folder of theirs in it. Nil when that of MDTO is not there.
    init?(in folder: String) {
        func find(_ paths: [String]) -> String? {
            paths.map { "\(folder)/\($0)" }.first { FileManager.default.fileExists(atPath: $0) }
        }
        guard let mdto = find(["MDTO-XML1.0.1.xsd", "mdto-1.0.1/MDTO-XML1.0.1.xsd"]) else { return nil }
        self.mdto = mdto
        diwoo = find(["diwoo-metadata.xsd", "diwoo-0.9.8/diwoo-metadata.xsd"])
    }
}

/// Judges metadata by their schemas. For one thread.
struct MetadataJudge: ~Copyable {
    private let mdto: XMLSchema?
    private let diwoo: XMLSchema?

    init(_ files: SchemaFiles) {
        mdto = try? XMLSchema(path: files.mdto)
        diwoo = files.diwoo.flatMap { try? XMLSchema(path: $0) }
    }

    /// What is wrong with a document, each with its line; empty when it is valid.
    func problems(of bytes: [UInt8], isMDTO: Bool) -> [String] {
        let problems = isMDTO ? mdto?.problems(of: bytes) : diwoo?.problems(of: bytes)
        guard let problems else { return ["its schema cannot be read, or is not in OPROEP_SCHEMAS"] }
        return problems.map { "line \($0.line): \($0.message)" }
    }
}
