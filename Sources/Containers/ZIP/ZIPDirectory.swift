internal import CMinizip

/// The directory of a ZIP of anyone's making, as minizip reads it, checked against what minizip takes on trust.
struct ZIPDirectory {
    /// The regular files, in order.
    private(set) var entries: [ZIPFileReader.Entry] = []
    /// How many folders have an entry of their own.
    private(set) var folders = 0

    init(of stream: borrowing ZIPStream, _ limits: ZIPLimits) throws(ZIPError) {
        let end = try ZIPEndRecord(of: stream, limits)
        // minizip takes an end record at the very beginning for none.
        if end.count == 0, end.directory.isEmpty { return }
        guard let directory = unsafe stream.opened(by: { unsafe unzOpen2_64($0, &$1) }) else {
            throw ZIPError(stream.name, .notAZIP)
        }
        defer { unsafe unzClose(directory) }
        var (names, extents) = (ZIPNames(), [ZIPMember.Extent]())
        entries.reserveCapacity(end.count)
        extents.reserveCapacity(end.count)
        let limit = stream.size * limits.ratio + limits.free
        var total = 0
        var twice: String?
        // Where the directory ends that was read.
        var place = end.directory.lowerBound
        for number in 0..<end.count {
            let status = unsafe number == 0 ? unzGoToFirstFile(directory) : unzGoToNextFile(directory)
            guard status == UNZ_OK, unsafe unzGetOffset64(directory) == place else {
                throw ZIPError(stream.name, .damagedDirectory)
            }
            let member = unsafe try ZIPMember(of: directory, at: place, in: stream)
            if !names.add(member.name), twice == nil { twice = member.name }
            let (sum, isTooLarge) = total.addingReportingOverflow(member.entry.size)
            total = isTooLarge ? .max : sum
            guard total <= limit else { throw ZIPError(stream.name, .sizesTooLarge(total: total, limit: limit)) }
            extents.append(member.extent)
            if member.isFolder { folders += 1 } else { entries.append(member.entry) }
            place += member.entrySize
        }
        guard place == end.directory.upperBound else { throw ZIPError(stream.name, .damagedDirectory) }
        try Self.requireApart(&extents, before: end.directory.lowerBound, in: stream)
        if let twice { throw ZIPError(stream.name, member: Array(twice.utf8), .nameTwice) }
        try Self.requireNoFileAbove(extents, names, in: stream)
    }

    /// Refuses a member in a folder that is a file.
    private static func requireNoFileAbove(
        _ extents: [ZIPMember.Extent], _ names: ZIPNames, in stream: borrowing ZIPStream
    ) throws(ZIPError) {
        for extent in extents {
            guard let name = stream.bytes(at: extent.name.lowerBound, extent.name.count) else {
                throw ZIPError(stream.name, .damagedDirectory)
            }
            if let file = names.file(above: String(decoding: name, as: UTF8.self)) {
                throw ZIPError(stream.name, member: Array(file.utf8), .fileAndFolder)
            }
        }
    }

    /// What lies twice in the file would be unpacked twice: a few megabytes can be made into terabytes that way.
    private static func requireApart(
        _ extents: inout [ZIPMember.Extent], before directory: Int, in stream: borrowing ZIPStream
    ) throws(ZIPError) {
        extents.sort { $0.header < $1.header }
        for (index, extent) in extents.enumerated() {
            let next = index + 1 < extents.count ? extents[index + 1].header : directory
            guard extent.end <= next else {
                let name = stream.bytes(at: extent.name.lowerBound, extent.name.count)
                throw ZIPError(stream.name, member: name ?? [], .overlaps)
            }
        }
    }
}
