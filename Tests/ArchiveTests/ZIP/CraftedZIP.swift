@testable import Archive
@testable import Containers

/// A ZIP in which anything can be wrong, put together byte by byte (APPNOTE 6.3.10 §4.3).
struct CraftedZIP {
    struct Member {
        var name: [UInt8]
        var contents: [UInt8]
        var flags: UInt16 = 0
        var method: UInt16 = 0
        /// Stored unless told otherwise.
        var compressed: [UInt8]?
        var attributes: UInt32 = 0
        var disk: UInt16 = 0
        var extra: [UInt8] = []
        /// Sizes and place stand in a field of ZIP64.
        var isBig = false
        var declaredSize: Int?
        var declaredChecksum: UInt32?
        /// What its own header says otherwise.
        var localName: [UInt8]?
        var localFlags: UInt16?
        var localMethod: UInt16?
        /// Where the directory says it is, other than where it is put.
        var offset: Int?
        var isOnlyInDirectory = false

        init(_ name: String, _ contents: String = "text", _ change: (inout Member) -> Void = { _ in }) {
            self.init(Array(name.utf8), Array(contents.utf8), change)
        }

        init(_ name: [UInt8], _ contents: [UInt8], _ change: (inout Member) -> Void = { _ in }) {
            self.name = name
            self.contents = contents
            change(&self)
        }
    }

    var members: [Member]
    var before: [UInt8] = []
    var betweenDirectoryAndEnd: [UInt8] = []
    var comment: [UInt8] = []
    var after: [UInt8] = []
    var declaredCount: Int?
    var declaredDisk: UInt16 = 0

    init(_ members: [Member], _ change: (inout CraftedZIP) -> Void = { _ in }) {
        self.members = members
        change(&self)
    }

    init(_ member: Member) {
        self.init([member])
    }

    var bytes: [UInt8] {
        var bytes = before
        var offsets: [Int] = []
        for member in members {
            offsets.append(member.offset ?? bytes.count)
            if !member.isOnlyInDirectory { bytes += Self.local(member) }
        }
        let start = bytes.count
        for (member, offset) in zip(members, offsets) { bytes += Self.central(member, offset) }
        let size = bytes.count - start
        bytes += betweenDirectoryAndEnd
        bytes += [0x50, 0x4B, 5, 6] + Self.number(Int(declaredDisk), 2) + Self.number(Int(declaredDisk), 2)
        bytes += Self.number(declaredCount ?? members.count, 2) + Self.number(declaredCount ?? members.count, 2)
        bytes += Self.number(size, 4) + Self.number(start, 4) + Self.number(comment.count, 2)
        return bytes + comment + after
    }

    static func local(_ member: Member) -> [UInt8] {
        let name = member.localName ?? member.name
        return [0x50, 0x4B, 3, 4] + number(20, 2) + number(Int(member.localFlags ?? member.flags), 2)
            + number(Int(member.localMethod ?? member.method), 2) + sizes(member) + number(name.count, 2) + number(0, 2)
            + name + (member.compressed ?? member.contents)
    }

    private static func central(_ member: Member, _ offset: Int) -> [UInt8] {
        let real = number(member.contents.count, 8) + number(member.contents.count, 8) + number(offset, 8)
        let extra = member.isBig ? [1, 0, 24, 0] + real + member.extra : member.extra
        var bytes: [UInt8] = [0x50, 0x4B, 1, 2] + number(3 << 8 | 20, 2) + number(20, 2)
        bytes += number(Int(member.flags), 2) + number(Int(member.method), 2)
        bytes += member.isBig ? sizes(member).prefix(8) + Array(repeating: 0xFF, count: 8) : sizes(member)
        bytes += number(member.name.count, 2) + number(extra.count, 2) + number(0, 2)
        bytes += number(Int(member.disk), 2) + number(0, 2) + number(Int(member.attributes), 4)
        bytes += number(member.isBig ? 0xFFFF_FFFF : offset, 4)
        return bytes + member.name + extra
    }

    /// Time, checksum and sizes, as both headers have them.
    private static func sizes(_ member: Member) -> [UInt8] {
        let checksum = member.declaredChecksum ?? CRC32.checksum(member.contents)
        return number(0x21 << 16, 4) + number(Int(checksum), 4)
            + number((member.compressed ?? member.contents).count, 4)
            + number(member.declaredSize ?? member.contents.count, 4)
    }

    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// A deflate stream of one stored block (RFC 1951 §3.2.4).
    static func deflated(_ contents: String) -> [UInt8] {
        let count = contents.utf8.count
        return [1] + number(count, 2) + number(~count, 2) + Array(contents.utf8)
    }
}
