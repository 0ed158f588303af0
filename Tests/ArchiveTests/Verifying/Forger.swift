import Disk
import Foundation
import Registry
import Testing

@testable import Archive
@testable import Exporter

/// Changes a bag, and then makes anew whatever only lists what is in it: what anybody can do who has the bag.
struct Forger {
    let bag: BagFiles

    init(_ original: BagFiles) throws {
        bag = try BagFiles(copying: original)
    }

    func change(_ path: String, _ change: (inout String) throws -> Void) throws {
        var text = try bag.text(path)
        let before = text
        try change(&text)
        try #require(text != before, "nothing was changed in \(path)")
        try bag.write(Array(text.utf8), as: path)
    }

    func swap(_ one: String, _ other: String) throws {
        let bytes = (try bag.bytes(one), try bag.bytes(other))
        try #require(bytes.0 != bytes.1)
        try bag.write(bytes.1, as: one)
        try bag.write(bytes.0, as: other)
    }

    /// Takes away an object, and every reference to it.
    func remove(folder: String) throws {
        let name = folder.split(separator: "/").last ?? ""
        try FileManager.default.removeItem(at: bag.root.appending(path: folder))
        for path in try bag.paths where Sidecar.isOne(path) {
            var text = try bag.text(path)
            for element in ["bevatOnderdeel", "gerelateerdInformatieobject"] {
                let parts = text.components(separatedBy: "<\(element)>")
                text =
                    parts[0]
                    + parts.dropFirst().map { part in
                        let end = part.range(of: "</\(element)>")
                        let isOfIt =
                            end.map { part[..<$0.lowerBound].contains("/\(name)</identificatieKenmerk>") } ?? false
                        return isOfIt ? String(part[(end?.upperBound ?? part.startIndex)...]) : "<\(element)>" + part
                    }.joined()
            }
            try bag.write(Array(text.utf8), as: path)
        }
    }

    // MARK: Events

    var eventsPath: String { get throws { try bag.path(endingWith: "_gebeurtenissen.jsonl") } }

    /// Changes the lines of events; with `head` that of the bag follows.
    func changeEvents(head isHeadMadeAnew: Bool, _ change: (inout [String]) throws -> Void) throws {
        let path = try eventsPath
        var lines = try bag.text(path).split(separator: "\n").map(String.init)
        let before = lines
        try change(&lines)
        try #require(lines != before)
        try bag.write(Array((lines.joined(separator: "\n") + "\n").utf8), as: path)
        guard isHeadMadeAnew else { return }
        var reader = EventsFile.Reader()
        for line in try bag.bytes(path).split(separator: UInt8(ascii: "\n")) {
            _ = reader.take(Array(line), isWhole: true)
        }
        let head = reader.head
        try replaceInfo(BagInfo.head, with: head)
    }

    func replaceInfo(_ name: String, with value: String) throws {
        let lines = try bag.text(Bag.info).split(separator: "\n").map { line in
            line.hasPrefix("\(name): ") ? "\(name): \(value)" : String(line)
        }
        try bag.write(Array((lines.joined(separator: "\n") + "\n").utf8), as: Bag.info)
    }

    // MARK: What lists the others

    /// Makes sidecars, packing slip, sums and lists say what is there.
    func seal() throws {
        for path in try bag.paths where path.hasSuffix(Sidecar.ofFile) {
            let file = String(path.dropLast(Sidecar.ofFile.count))
            guard let bytes = try? bag.bytes(file) else { continue }
            var text = try bag.text(path)
            Self.replace("omvang", with: "\(bytes.count)", in: &text)
            Self.replace("checksumWaarde", with: ContentHash(of: bytes).hex, in: &text)
            try bag.write(Array(text.utf8), as: path)
        }
        let slip = "\(Bag.payload)/\(Pakbon.fileName)"
        let payload = try bag.all.filter { $0.key.hasPrefix("\(Bag.payload)/") && $0.key != slip }
        let content = payload.filter { !Sidecar.isOne($0.key) }
        let kinds = payload.filter { Sidecar.isOne($0.key) }.map { $0.key.hasSuffix(Sidecar.ofFile) }
        let list = payload.sorted { $0.key < $1.key }.map { BagEntry($0.value, as: $0.key) }
        var text = try bag.text(slip)
        Self.replace("hashcodeSIP", with: ContentHash(of: Bag.list(list)).hex, in: &text)
        Self.replace("aantalInformatieobjecten", with: "\(kinds.count { !$0 })", in: &text)
        Self.replace("aantalBestanden", with: "\(kinds.count { $0 })", in: &text)
        Self.replace("aantalBestandenOngelijkMDTO", with: "\(content.count)", in: &text)
        Self.replace("omvangContent", with: "\(content.values.reduce(0) { $0 + $1.count })", in: &text)
        try bag.write(Array(text.utf8), as: slip)
        let all = try bag.all.filter { $0.key.hasPrefix("\(Bag.payload)/") }
        try replaceInfo("Payload-Oxum", with: "\(all.values.reduce(0) { $0 + $1.count }).\(all.count)")
        func entries(_ files: [String: [UInt8]]) -> [BagEntry] {
            files.sorted { $0.key < $1.key }.map { BagEntry($0.value, as: $0.key) }
        }
        try bag.write(Bag.list(entries(all)), as: Bag.manifest)
        let tags = try bag.all.filter { !$0.key.hasPrefix("\(Bag.payload)/") && $0.key != Bag.tagManifest }
        try bag.write(Bag.list(entries(tags)), as: Bag.tagManifest)
    }

    private static func replace(_ element: String, with value: String, in text: inout String) {
        guard let start = text.range(of: "<\(element)"),
            let open = text.range(of: ">", range: start.upperBound..<text.endIndex),
            let end = text.range(of: "</\(element)>", range: open.upperBound..<text.endIndex)
        else { return }
        text.replaceSubrange(open.upperBound..<end.lowerBound, with: value)
    }
}
