internal import Registry

/// Proves the events in one chain.
struct EventsCheck {
    private(set) var problems: [String] = []
    private(set) var count = 0
    private(set) var head: String?
    /// Whether an event has the head that was noted elsewhere.
    private(set) var hasNoted = false
    /// What was frozen, and approved when it was: the hashes that the events have.
    private(set) var frozen: [String] = []
    private(set) var approved: [String] = []
    /// Those with each recipient, by code.
    private(set) var byCode: [String: [Event]] = [:]

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
        for event in read.events {
            if let code = event.code { byCode[code, default: []].append(event) }
        }
    }
}
