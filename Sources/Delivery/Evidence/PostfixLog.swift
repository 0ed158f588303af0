package import Foundation
package import Registry

/// The log of a Postfix mail server, in as many files as it is, as far as it tells what became of messages.
///
/// `cleanup` tells the Message-ID while a message comes in; that it was taken is what `qmgr` tells ("queue active"), and
/// what became of it for a recipient the lines with `status=`.
package struct PostfixLog {
    /// A message in the queue.
    private struct Entry {
        /// Nil of one that nobody asks for.
        let messageID: String?
        /// To whom it could not be delivered yet.
        var waiting: [String] = []
        /// Whether it was delivered to anybody.
        var isDelivered = false
    }

    private var evidence: Evidence
    /// By the name that they have there; it is used again for others later.
    private var queue: [String: Entry] = [:]

    /// Reads files as one log, in any order; each line is in its file. `now` tells the year of lines that have none, and
    /// that nothing is later. Of what is not in `letters`, Message-IDs, nothing is kept; nil means all.
    package static func read(
        _ paths: [String], letters: Set<String>? = nil, now: Date = .now
    ) throws(RegistryError) -> Evidence {
        var files: [LogFile] = []
        var problems: [String] = []
        for path in paths {
            do throws(LogFile.Refusal) {
                files.append(try LogFile(path, now: now))
            } catch {
                problems.append(error.message(of: path))
            }
        }
        if !problems.isEmpty { throw .refused(problems) }
        // Those that begin first are the older ones; of lines of the same time theirs come first.
        files.sort { $0.next.time < $1.next.time }
        let names = files.map(\.name).joined(separator: ", ")
        var log = PostfixLog(
            evidence: Evidence(
                source: files.count == 1 ? "the log \(names)" : "the logs \(names)", now: now, isComplete: true,
                letters: letters))
        while let first = files.indices.min(by: { files[$0].next.time < files[$1].next.time }) {
            log.add(files[first].next, of: files[first].name)
            if !files[first].advance() { files.remove(at: first) }
        }
        return log.evidence
    }

    private mutating func add(_ line: LogFile.Line, of file: String) {
        evidence.add(line.time)
        guard let words = PostfixLine(line.text, isNumbered: line.isNumbered) else { return }
        let (time, place) = (line.time, "\(file):\(line.number)")
        if case .messageID(let id) = words.event {
            queue[words.queueID] = Entry(messageID: evidence.isAskedFor(id) ? id : nil)
            return
        }
        guard let entry = queue[words.queueID] else {
            // How it came in stands in a log before this one.
            if case .delivery(let delivery) = words.event, delivery.isReturned {
                evidence.addStray(
                    Evidence.Stray(
                        recipients: delivery.recipients, reason: delivery.reason, file: place, time: time))
            }
            return
        }
        add(words.event, words.queueID, entry, place, at: time)
    }

    private mutating func add(
        _ event: PostfixLine.Event, _ name: String, _ entry: Entry, _ place: String, at time: Date
    ) {
        guard let id = entry.messageID else {
            if case .removed = event { queue[name] = nil }
            return
        }
        switch event {
        case .messageID: break
        case .queued: evidence.add(.accepted, of: id, at: time)
        case .delivery(let delivery): add(delivery, of: id, name, place, at: time)
        case .ended(let status) where ["expired", "force-expired"].contains(status):
            evidence.add(.returned(entry.waiting, "\(status), returned to sender"), of: id, at: time)
        case .ended(let status):
            evidence.add(.reported("the mail server says 'status=\(status)'", place), of: id, at: time)
        case .discarded(let why):
            evidence.add(.reported("the mail server threw it away: \(why)", place), of: id, at: time)
        case .removed(let isByHand):
            // What was delivered is not lost.
            if isByHand, !entry.isDelivered || !entry.waiting.isEmpty {
                evidence.add(
                    .returned(entry.waiting, "removed from the queue by the postmaster"), of: id, at: time)
            }
            queue[name] = nil
        }
    }

    /// What became of a message for one recipient.
    private mutating func add(
        _ delivery: PostfixLine.Delivery, of id: String, _ name: String, _ place: String, at time: Date
    ) {
        evidence.add(.accepted, of: id, at: time)
        queue[name]?.waiting.removeAll { delivery.recipients.contains($0) }
        switch delivery.status {
        case "sent":
            queue[name]?.isDelivered = true
            // One of those that an address stands for has it.
            if let original = delivery.original { evidence.add(.delivered(original), of: id, at: time) }
        case _ where delivery.isReturned:
            evidence.add(.returned(delivery.recipients, delivery.reason), of: id, at: time)
        // It is tried again: softbounce as well (https://www.postfix.org/postconf.5.html#soft_bounce).
        case "deferred", "softbounce": queue[name]?.waiting += delivery.recipients
        default:
            evidence.add(
                .reported("the mail server says 'status=\(delivery.status)': \(delivery.reason)", place), of: id,
                at: time)
        }
    }
}

extension PostfixLine.Delivery {
    fileprivate var isReturned: Bool { status == "bounced" || status == "expired" }
}
