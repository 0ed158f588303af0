internal import Disk
internal import Exporter

/// A file of a bag, and what was found of it by itself.
struct ExaminedFile: Sendable {
    let path: String
    /// Bytes.
    let size: Int
    /// Nil when it cannot be read.
    let sha256: String?
    /// Of a sidecar that can be read.
    let metadata: MDTORecord?
    /// Why it cannot be read, or is not MDTO.
    let problem: String?
    /// What the schema says of it; nil when it was not asked.
    let verdict: [String]?

    /// Larger than any sidecar but that of a dossier.
    private static let metadataLimit = 60_000_000

    /// How large a file may be that is read as a whole; nil for one that need not be.
    static func limit(of path: String) -> Int? {
        Sidecar.isOne(path) || path.hasSuffix(Sidecar.ofDiWoo) ? metadataLimit : nil
    }

    /// One that is no metadata.
    init(_ path: String, size: Int, _ hash: ContentHash?) {
        self.init(path, size: size, sha256: hash?.hex, problem: hash == nil ? "it is no file" : nil)
    }

    init(_ path: String, size: Int, unreadable why: String) {
        self.init(path, size: size, sha256: nil, problem: why)
    }

    /// Metadata, which `judge` judges when there is one.
    init(_ path: String, _ bytes: [UInt8], _ judge: inout MetadataJudge?) {
        let isMDTO = Sidecar.isOne(path)
        let (record, problem) = isMDTO ? MDTORecord.read(bytes, file: path) : (nil, nil)
        self.init(
            path, size: bytes.count, sha256: ContentHash(of: bytes).hex, metadata: record, problem: problem,
            verdict: judge?.problems(of: bytes, isMDTO: isMDTO))
    }

    private init(
        _ path: String, size: Int, sha256: String?, metadata: MDTORecord? = nil, problem: String?,
        verdict: [String]? = nil
    ) {
        self.path = path
        self.size = size
        self.sha256 = sha256
        self.metadata = metadata
        self.problem = problem
        self.verdict = verdict
    }
}
