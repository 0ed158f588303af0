package import Foundation
package import Registry

/// The log of a Postfix mail server, as far as it tells which messages it accepted.
///
/// `cleanup` tells the Message-ID while a message comes in; that it was taken is what `qmgr` tells ("queue active"), and
/// what became of it for a recipient the lines with `status=` (https://www.postfix.org/DEBUG_README.html).
package struct PostfixLog {
    private var evidence: Evidence
    /// Of the messages that are in the queue, by the name they have there; it is used again for others later.
    private var queue: [String: String] = [:]

    /// `now` tells the year of lines that have none.
    package static func read(_ path: String, now: Date = .now) throws(RegistryError) -> Evidence {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        // A pipe would keep us waiting, and goes on for as long as it likes.
        guard values?.isRegularFile == true, values?.fileSize ?? 0 > 0,
            let text = try? Data(contentsOf: file, options: .mappedIfSafe)
        else { throw .refused(["the log '\(path)' cannot be read, is empty, or is no file"]) }
        var log = PostfixLog(evidence: Evidence(source: "the log \(URL(filePath: path).lastPathComponent)"))
        let lines = text.split(separator: UInt8(ascii: "\n")).lazy.filter { $0.count < 10_000 }
            .map { String(decoding: $0, as: UTF8.self) }
        let times = LogTime(now: now)
        guard let first = lines.firstNonNil(times.time), let last = lines.reversed().firstNonNil(times.time) else {
            throw .refused(["'\(path)' is not a log: no line of it begins with a time"])
        }
        log.evidence.add(first)
        log.evidence.add(last)
        for line in lines where line.contains("postfix") { log.add(line) }
        return log.evidence
    }

    private mutating func add(_ line: String) {
        // `… postfix/cleanup[123]: 4F2A1: message-id=<…>`; an instance may be called postfix-out.
        guard
            let match = line.firstMatch(
                of: /postfix[^ \/]*\/(?:[a-z0-9_-]+\/)*([a-z]+)\[\d+\]: ([0-9A-Za-z]{6,}): (.*)/)
        else { return }
        let (process, name, words) = (match.1, String(match.2), match.3)
        if process == "cleanup" {
            if let id = words.firstMatch(of: /^(?:resent-)?message-id=(<.+>)$/) { queue[name] = String(id.1) }
            return
        }
        guard let id = queue[name] else { return }
        if process == "qmgr" {
            if words.contains("(queue active)") { evidence.add(.accepted, of: id) }
            if words == "removed" { queue[name] = nil }
        } else if let to = words.firstMatch(of: /^to=<([^>]*)>,(?: orig_to=<([^>]*)>,)?.* status=([a-z]+) \((.*)\)$/) {
            evidence.add(.accepted, of: id)
            if to.3 == "bounced" || to.3 == "expired" {
                let recipients = [String(to.1)] + (to.2.map { [String($0)] } ?? [])
                evidence.add(.returned(recipients: recipients, reason: String(to.4), notice: nil), of: id)
            }
        }
    }
}

extension Sequence {
    fileprivate func firstNonNil<Value>(_ value: (Element) -> Value?) -> Value? {
        for element in self { if let found = value(element) { return found } }
        return nil
    }
}
