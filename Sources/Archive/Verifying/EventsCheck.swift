internal import Registry

/// Proves the events in one chain, and that what left and came is there as they tell it.
struct EventsCheck {
    private(set) var problems: [String] = []
    private(set) var count = 0
    private(set) var head: String?
    /// Whether an event has the head that was noted elsewhere.
    private(set) var hasNoted = false
    /// What was frozen, and approved when it was: the hashes that the events have.
    private(set) var frozen: [String] = []
    private(set) var approved: [String] = []

    init(_ bytes: [UInt8]?, _ contents: BagContents, _ info: BagInfo?, noted: String?) {
        guard let bytes else {
            problems = ["'\(contents.eventsName)' is not there, or cannot be read"]
            return
        }
        let read = EventsFile.Contents(bytes, noted: noted)
        hasNoted = read.hasNoted
        problems += read.unreadable.map { "'\(contents.eventsName)' line \($0) is no event of ours" }
        count = read.count
        head = read.head
        if info?[BagInfo.head] != read.head {
            problems.append(
                "'\(contents.eventsName)' does not lead to the head in '\(Bag.info)': events are not what they were")
        }
        frozen = read.events.filter { $0.kind == .frozen }.compactMap(\.detail.sha256)
        approved = read.events.filter { $0.kind == .approved }.compactMap(\.detail.sha256)
        let byCode = Dictionary(grouping: read.events.filter { $0.code != nil }) { $0.code ?? "" }
        let files = contents.byEvent
        for (code, events) in byCode.sorted(by: { $0.key < $1.key }) {
            for (event, sha256) in events.messages where files[event.id]?.contains(sha256) != true {
                problems.append("the e-mail to \(code) of event \(event.id) is not there as it was sent")
            }
            for (event, sha256) in events.incoming where files[event.id]?.contains(sha256) != true {
                problems.append("what came of \(code) with event \(event.id) is not there as it came")
            }
        }
    }
}

extension BagContents {
    /// The hashes of the files of each event: of records whose folder ends with its number.
    fileprivate var byEvent: [Int: Set<String>] {
        var found: [Int: Set<String>] = [:]
        for file in payload where !Sidecar.isOne(file.path) {
            let parts = file.path.split(separator: "/")
            guard parts.count == 4, let number = parts[2].split(separator: "-").last.flatMap({ Int($0) }),
                let sha256 = file.sha256
            else { continue }
            found[number, default: []].insert(sha256)
        }
        return found
    }
}
