internal import Exporter
internal import FoundationEssentials
internal import Templating

extension EventsFile {
    /// What lines of events say, from anywhere, proved as far as they prove themselves.
    package struct Contents: Sendable {
        /// Of the mailing and the registry as a whole, in order.
        package private(set) var events: [Event] = []
        /// How many there are, those of other mailings included.
        package private(set) var count = 0
        /// The hash of the last.
        package private(set) var head = EventChain.start
        /// Whether an event has the head that was asked for.
        package private(set) var hasNoted = false
        /// Lines that are not as we write them, by their number: the first of very many.
        package private(set) var unreadable: [Int] = []

        /// After so many nothing is read any more: it takes long to find out that a line is none.
        private static let maximumUnreadable = 100

        /// `noted` is a head that was kept elsewhere.
        package init(_ bytes: [UInt8], noted: String? = nil) {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            guard let first = lines.first, let start = Start(Array(first)), lines.count > 1, lines.last?.isEmpty == true
            else {
                unreadable = [1]
                return
            }
            head = start.hash
            for (index, line) in lines.dropFirst().dropLast().enumerated()
            where unreadable.count < Self.maximumUnreadable {
                let line = Array(line)
                if let event = Event(line: line), event.id == start.number + index {
                    events.append(event)
                    head = EventChain.hash(after: head, ContentHash(of: line).hex)
                } else if line.count == 66, line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") {
                    head = EventChain.hash(after: head, String(decoding: line[1..<65], as: UTF8.self))
                } else {
                    unreadable.append(index + 2)
                    head = EventChain.hash(after: head, ContentHash(of: line).hex)
                }
                count += 1
                if head == noted { hasNoted = true }
            }
        }
    }

    /// The first line.
    private struct Start: Decodable {
        let number: Int
        let hash: String

        init?(_ line: [UInt8]) {
            guard let start = try? JSONDecoder().decode(Start.self, from: Data(line)) else { return nil }
            self = start
        }

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            guard try values.decode(String.self) == name, try values.decode(Int.self) == version else {
                throw DecodingError.dataCorruptedError(in: values, debugDescription: "not our events")
            }
            number = try values.decode(Int.self)
            hash = try values.decode(String.self)
        }
    }
}

extension Event {
    /// Nil when it is not the array of an event.
    fileprivate init?(line: [UInt8]) {
        guard line.first == UInt8(ascii: "["),
            let fields = try? JSONDecoder().decode(Fields.self, from: Data(line)),
            let kind = EventKind(rawValue: fields.kind), let detail = try? EventDetail(json: fields.detail)
        else { return nil }
        self.init(
            id: fields.id, time: fields.time, actor: fields.actor, mailing: fields.mailing, kind: kind,
            code: fields.code,
            channel: fields.channel.flatMap(DispatchChannel.init), day: fields.day.flatMap { CalendarDate(iso: $0) },
            detail: detail)
    }

    private struct Fields: Decodable {
        let id: Int
        let time: String
        let actor: String
        let mailing: Int?
        let kind: String
        let code: String?
        let channel: String?
        let day: String?
        let detail: String

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            id = try values.decode(Int.self)
            time = try values.decode(String.self)
            actor = try values.decode(String.self)
            mailing = try values.decodeIfPresent(Int.self)
            kind = try values.decode(String.self)
            code = try values.decodeIfPresent(String.self)
            channel = try values.decodeIfPresent(String.self)
            day = try values.decodeIfPresent(String.self)
            detail = try values.decode(String.self)
        }
    }
}
