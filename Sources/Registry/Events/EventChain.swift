internal import Disk
internal import Exporter

/// How events are tied together: each has the hash of the one before in its own, so that none can be changed, left out
/// or moved without all that follow telling.
///
/// `digest` is the SHA-256 of the event as a JSON array: number, time, actor, mailing, kind, code, channel, day, detail
/// (a text that is JSON itself). `hash` is the SHA-256 of the hash before it, a line feed, and the digest; in
/// hexadecimal, and before the first there are 64 zeros. So an event can be proved without showing the others: by their
/// digests.
package enum EventChain {
    package static let start = String(repeating: "0", count: 64)

    static func digest(
        id: Int, time: String, actor: String, mailing: Int?, kind: String, code: String?, channel: String?,
        day: String?, detail: String
    ) -> String {
        ContentHash(
            of: line(
                id: id, time: time, actor: actor, mailing: mailing, kind: kind, code: code, channel: channel, day: day,
                detail: detail)
        ).hex
    }

    /// The JSON array.
    static func line(
        id: Int, time: String, actor: String, mailing: Int?, kind: String, code: String?, channel: String?,
        day: String?, detail: String
    ) -> [UInt8] {
        var line = Array("[\(id),".utf8)
        JSONString.append(time, to: &line)
        line.append(UInt8(ascii: ","))
        JSONString.append(actor, to: &line)
        line += ",\(mailing.map(String.init) ?? "null")".utf8
        for text in [kind, code, channel, day, detail] {
            line.append(UInt8(ascii: ","))
            if let text { JSONString.append(text, to: &line) } else { line += "null".utf8 }
        }
        line.append(UInt8(ascii: "]"))
        return line
    }

    package static func hash(after previous: String, _ digest: String) -> String {
        ContentHash(of: Array("\(previous)\n\(digest)".utf8)).hex
    }
}
