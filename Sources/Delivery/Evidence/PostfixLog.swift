package import Foundation
package import Registry

/// The log of a Postfix mail server, as far as it tells which messages it accepted.
///
/// `cleanup` tells the Message-ID while a message comes in; that it was taken is what `qmgr` tells ("queue active"), and
/// what became of it for a recipient the lines with `status=` (https://www.postfix.org/DEBUG_README.html).
package struct PostfixLog {
    /// A message in the queue.
    private struct Entry {
        let messageID: String
        /// To whom it could not be delivered yet.
        var waiting: [String] = []
    }

    private var evidence: Evidence
    /// By the name that they have there; it is used again for others later.
    private var queue: [String: Entry] = [:]

    /// `now` tells the year of lines that have none, and that nothing is later.
    package static func read(_ path: String, now: Date = .now) throws(RegistryError) -> Evidence {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        // A pipe would keep us waiting, and goes on for as long as it likes.
        guard values?.isRegularFile == true, values?.fileSize ?? 0 > 0,
            let text = try? Data(contentsOf: file, options: .mappedIfSafe)
        else { throw .refused(["the log '\(path)' cannot be read, is empty, or is no file"]) }
        // RFC 1952 §2.3.1
        if text.starts(with: [0x1F, 0x8B]) {
            throw .refused(["the log '\(path)' is compressed: unpack it first (gunzip)"])
        }
        var log = PostfixLog(
            evidence: Evidence(source: "the log \(URL(filePath: path).lastPathComponent)", now: now, isComplete: true))
        var times = LogTime(now: now)
        for line in text.split(separator: UInt8(ascii: "\n")) where line.count < 10_000 {
            let line = String(decoding: line, as: UTF8.self)
            guard let time = times.time(of: line) else { continue }
            log.evidence.add(time)
            if line.contains("postfix") { log.add(line, at: time) }
        }
        if log.evidence.span == nil { throw .refused(["'\(path)' is not a log: no line of it begins with a time"]) }
        return log.evidence
    }

    private mutating func add(_ line: String, at time: Date) {
        // `… postfix/cleanup[123]: 4F2A1: message-id=<…>`; an instance may be called postfix-out.
        guard
            let match = line.firstMatch(
                of: /postfix[^ \/]*\/(?:[a-z0-9_-]+\/)*([a-z]+)\[\d+\]: ([0-9A-Za-z]{6,}): (.*)/)
        else { return }
        let (process, name, words) = (match.1, String(match.2), match.3)
        if process == "cleanup" {
            if let id = words.firstMatch(of: /^(?:resent-)?message-id=(<.+>)$/) {
                queue[name] = Entry(messageID: String(id.1))
            }
            return
        }
        guard let entry = queue[name] else { return }
        if process == "qmgr", words.contains("(queue active)") {
            evidence.add(.accepted, of: entry.messageID, at: time)
        }
        if process == "qmgr", words.contains("status=expired, returned to sender") {
            evidence.add(
                .returned(recipients: entry.waiting, reason: "expired, returned to sender", notice: nil),
                of: entry.messageID, at: time)
        }
        if words == "removed" {
            if process == "postsuper" {
                evidence.add(
                    .returned(
                        recipients: entry.waiting, reason: "removed from the queue by the postmaster", notice: nil),
                    of: entry.messageID, at: time)
            }
            queue[name] = nil
        } else if let to = words.firstMatch(of: /^to=<([^>]*)>,(?: orig_to=<([^>]*)>,)?.* status=([a-z]+) \((.*)\)$/) {
            add(to.3, [String(to.1)] + (to.2.map { [String($0)] } ?? []), String(to.4), name, entry, at: time)
        }
    }

    /// What became of a message for one recipient, as it was addressed, and as it came to be.
    private mutating func add(
        _ status: Substring, _ recipients: [String], _ reason: String, _ name: String, _ entry: Entry, at time: Date
    ) {
        evidence.add(.accepted, of: entry.messageID, at: time)
        queue[name]?.waiting.removeAll { recipients.contains($0) }
        if status == "bounced" || status == "expired" {
            evidence.add(
                .returned(recipients: recipients, reason: reason, notice: nil), of: entry.messageID, at: time)
        } else if status == "deferred" {
            queue[name]?.waiting += recipients
        }
    }
}
