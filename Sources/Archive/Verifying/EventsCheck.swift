internal import Registry

/// Proves the events in one chain.
struct EventsCheck {
    private(set) var problems = Findings()
    private(set) var count = 0
    private(set) var head: String?
    /// Whether an event has the head that was noted elsewhere.
    private(set) var hasNoted = false
    /// What was frozen, and approved when it was: the hashes that the events have.
    private(set) var frozen: Set<String> = []
    private(set) var approved: Set<String> = []

    /// Those with each recipient come to stand in the ledger.
    init(_ bag: inout BagReader, _ dossier: String, limit: Int, _ info: BagInfo?, noted: String?) throws {
        let ledger = bag.ledger
        var reader = EventsFile.Reader(noted: noted)
        var (frozen, approved) = ([String](), [String]())
        let isRead = try bag.lines(of: "\(dossier)/\(ledger.eventsName)", limit: limit) { line, isWhole in
            guard let event = reader.take(line, isWhole: isWhole) else { return }
            switch event.kind {
            case .frozen: frozen += [event.detail.sha256].compactMap(\.self)
            case .approved: approved += [event.detail.sha256].compactMap(\.self)
            default: break
            }
            guard let code = event.code, let line else { return }
            try ledger.scratch.run(
                "INSERT INTO event (code, line) VALUES (?, ?)",
                [.text(code), .text(String(decoding: line, as: UTF8.self))])
        }
        guard isRead else {
            problems.append("'\(ledger.eventsName)' is not there, or cannot be read")
            return
        }
        reader.finish()
        (self.frozen, self.approved) = (Set(frozen), Set(approved))
        hasNoted = reader.hasNoted
        count = reader.count
        head = reader.head
        for line in reader.unreadable { problems.append("'\(ledger.eventsName)' line \(line) is no event of ours") }
        if info?[BagInfo.head] != reader.head {
            problems.append(
                "'\(ledger.eventsName)' does not lead to the head in '\(Bag.info)': events are not what they were")
        }
    }
}

extension BagLedger {
    /// With a recipient, in their order.
    func events(of code: String) throws -> [Event] {
        var events: [Event] = []
        try forEach("SELECT line FROM event WHERE code = ? ORDER BY id", [.text(code)]) { row in
            if let event = Event(line: Array(row.text(0).utf8)) { events.append(event) }
        }
        return events
    }
}
