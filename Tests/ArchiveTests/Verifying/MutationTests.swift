import Foundation
import Registry
import Support
import Testing

@testable import Archive

@Suite("Whatever is changed in a bag is found")
struct MutationTests {
    private static let halves = [0..<500, 500..<1_000]

    /// One change of a bag, and how to take it back.
    private struct Change {
        let name: String
        /// What must be told of.
        let paths: [String]
        let undo: () throws -> Void
    }

    private enum Kind: CaseIterable {
        case byte, truncated, appended, removed, added, renamed, swapped, emptied, link
    }

    @Test(arguments: halves) func `a thousand times, and the file is named`(numbers: Range<Int>) throws {
        let bag = try BagFiles(copying: BagFiles.small.get())
        let paths = try bag.paths
        try #require(try bag.verify().failures == [])
        var random = SplitMix(state: SplitMix.seed &+ UInt64(numbers.lowerBound))
        var counts: [Kind: Int] = [:]
        for number in numbers {
            let kind = Kind.allCases[number % Kind.allCases.count]
            // Every file gets its turn.
            let path = paths[number % paths.count]
            let change = try Self.make(kind, of: path, in: bag, paths, &random)
            let place = "seed \(SplitMix.seed), \(number): \(change.name)"
            let verification = try bag.verify()
            #expect(!verification.proofs.holds, "\(place)")
            // All that is wrong, also what is not told when there is very much.
            let told = verification.failures.joined(separator: "\n")
            let isAll = !told.contains(" more")
            for path in change.paths where isAll {
                #expect(told.contains("'\(path)'"), "\(place): '\(path)' is not named in\n\(told)")
            }
            counts[kind, default: 0] += 1
            try change.undo()
        }
        #expect(try bag.verify().failures == [])
        #expect(counts.count == Kind.allCases.count)
    }

    private static func make(
        _ kind: Kind, of path: String, in bag: BagFiles, _ paths: [String], _ random: inout SplitMix
    ) throws -> Change {
        let manager = FileManager.default
        let bytes = try bag.bytes(path)
        let restore = { try bag.write(bytes, as: path) }
        var changed = bytes
        switch kind {
        case .byte:
            let place = Int.random(in: bytes.indices, using: &random)
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            try bag.write(changed, as: path)
            return Change(name: "byte \(place) of \(path)", paths: [path], undo: restore)
        case .truncated:
            let size = Int.random(in: 0..<bytes.count, using: &random)
            try bag.write(Array(bytes.prefix(size)), as: path)
            return Change(name: "\(path) cut off at \(size)", paths: [path], undo: restore)
        case .appended:
            let more = [UInt8](repeating: 0x0A, count: Int.random(in: 1...3, using: &random))
            try bag.write(bytes + more, as: path)
            return Change(name: "\(more.count) line ends after \(path)", paths: [path], undo: restore)
        case .removed:
            let url = bag.root.appending(path: path)
            try manager.removeItem(at: url)
            return Change(name: "\(path) removed", paths: [path], undo: restore)
        case .added:
            let name = path + [".txt", "2", ".mdto.xml", ".bak"][Int.random(in: 0..<4, using: &random)]
            try bag.write(bytes, as: name)
            return Change(name: "\(name) added", paths: [name]) {
                try manager.removeItem(at: bag.root.appending(path: name))
            }
        case .renamed:
            let name = path + "-2"
            try manager.moveItem(atPath: "\(bag.path)/\(path)", toPath: "\(bag.path)/\(name)")
            return Change(name: "\(path) renamed", paths: [path, name]) {
                try manager.moveItem(atPath: "\(bag.path)/\(name)", toPath: "\(bag.path)/\(path)")
            }
        case .swapped:
            var other = path
            var others = bytes
            while others == bytes {
                other = paths.randomElement(using: &random) ?? path
                others = try bag.bytes(other)
            }
            try bag.write(others, as: path)
            try bag.write(bytes, as: other)
            return Change(name: "\(path) and \(other) swapped", paths: [path, other]) {
                try restore()
                try bag.write(others, as: other)
            }
        case .emptied:
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            guard folder.split(separator: "/").count == 3 else {
                try bag.write([], as: path)
                return Change(name: "\(path) emptied", paths: [path], undo: restore)
            }
            let url = bag.root.appending(path: folder)
            let kept = url.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "kept")
            try manager.moveItem(at: url, to: kept)
            try manager.createDirectory(at: url, withIntermediateDirectories: false)
            let inside = paths.filter { $0.hasPrefix(folder + "/") }
            return Change(name: "\(folder) emptied", paths: [folder] + inside) {
                try manager.removeItem(at: url)
                try manager.moveItem(at: kept, to: url)
            }
        case .link:
            let name = path + ".link"
            try manager.createSymbolicLink(
                atPath: "\(bag.path)/\(name)", withDestinationPath: "\(bag.path)/\(path)")
            return Change(name: "\(name) added", paths: [name]) {
                try manager.removeItem(atPath: "\(bag.path)/\(name)")
            }
        }
    }
}
