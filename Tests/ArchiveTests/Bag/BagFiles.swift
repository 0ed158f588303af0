import Disk
import Foundation
import Registry
import Support
import Testing

@testable import Archive
@testable import Containers
@testable import Exporter

/// A bag in a folder, as a test looks at it; the folder around it is gone with the test.
final class BagFiles: Sendable {
    private let folder: TestFolder

    /// A bag that `make` makes at a path.
    init(_ make: (_ path: String) throws -> Void) throws {
        folder = try TestFolder()
        try make(path)
    }

    convenience init(copying other: BagFiles) throws {
        try self.init { try FileManager.default.copyItem(atPath: other.root.path, toPath: $0) }
    }

    /// Of mailing 1 of the correspondence, made once.
    static let shared = Result {
        let deposit = try Deposit(copying: Correspondence.shared.get().deposit)
        return try BagFiles { try deposit.archive(to: $0, diwoo: true) }
    }

    /// Of one recipient, with a message and an answer, made once: for what takes a thousand bags.
    static let small = Result {
        let deposit = try Deposit([Correspondence.recipients[1]])
        try deposit.freeze()
        try deposit.record(.sent)
        try deposit.sendMail()
        try deposit.record(.answered, on: "2024-09-01", file: ("akkoord.pdf", Correspondence.signed))
        return try BagFiles { try deposit.archive(to: $0, diwoo: true) }
    }

    var root: URL { folder.root.appending(path: "bag") }

    var path: String { root.path }

    /// All files by their paths, in order.
    var paths: [String] {
        get throws {
            var paths: [String] = []
            try FileTree(at: path).forEach(maximum: 100_000, depth: 12) { found in
                if case .file(let path, _) = found { paths.append(path) }
            }
            return paths.sorted()
        }
    }

    /// What is in all of them.
    var all: [String: [UInt8]] {
        get throws { Dictionary(uniqueKeysWithValues: try paths.map { ($0, try bytes($0)) }) }
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: name))) }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    func write(_ bytes: [UInt8], as name: String) throws {
        try Data(bytes).write(to: root.appending(path: name))
    }

    /// The only path that ends so.
    func path(endingWith end: String) throws -> String {
        let found = try paths.filter { $0.hasSuffix(end) }
        try #require(found.count == 1, "'\(end)' ends \(found)")
        return found[0]
    }

    /// `data/verzendronde_1_oproep`
    var dossier: String {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "data").path)
            return "data/\(try #require(names.first { $0 != Pakbon.fileName }))"
        }
    }

    /// As one ZIP beside it, as `archive --zip` makes it. Returns its path.
    func zipped(as name: String = "bag.zip") throws -> String {
        let path = root.deletingLastPathComponent().appending(path: name).path
        var zip = try ZIPFileWriter(path: path, maximumMembers: 800_000)
        for (name, bytes) in try all.sorted(by: { $0.key < $1.key }) { try zip.add("bag/\(name)", bytes) }
        try zip.finish()
        return path
    }

    func verify(schemas: String? = nil, rerender: Bool = false) throws -> Verification {
        try Self.verify(path, schemas: schemas, rerender: rerender)
    }

    static func verify(_ path: String, schemas: String? = nil, rerender: Bool = false) throws -> Verification {
        try Verification(of: path, schemas: schemas, rerender: rerender) { _, _ in true }
    }
}

extension Verification {
    /// What is false, with what is wrong of it; empty when all holds.
    var failures: [String] {
        proofs.all.filter { !$0.holds }.flatMap { proof in proof.findings.map { "\(proof.name): \($0)" } }
    }

    /// The names of proofs that are false.
    var failing: Set<String> { Set(proofs.all.filter { !$0.holds }.map(\.name)) }
}
