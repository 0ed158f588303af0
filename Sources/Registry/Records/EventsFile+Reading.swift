internal import Disk
internal import Exporter
internal import FoundationEssentials
internal import Templating

extension EventsFile {
    /// Takes in lines of events, from anywhere, and proves them as far as they prove themselves.
    package struct Reader: Sendable {
        /// How many there are, those of other mailings included.
        package private(set) var count = 0
        /// The hash of the last.
        package private(set) var head = EventChain.start
        /// Whether an event has the head that was asked for.
        package private(set) var hasNoted = false
        /// Lines that are not as we write them, by their number: the first of very many.
        package private(set) var unreadable: [Int] = []

        private let noted: String?
        private var start: Start?
        private var number = 0

        /// After so many nothing is read any more: it takes long to find out that a line is none.
        private static let maximumUnreadable = 100

        /// `noted` is a head that was kept elsewhere.
        package init(noted: String? = nil) {
            self.noted = noted
        }

        /// The event of a line, when it is one of the mailing or of the registry as a whole. `line` is nil when it is longer
        /// than any of ours, and not whole without a line end.
        package mutating func take(_ line: [UInt8]?, isWhole: Bool) -> Event? {
            number += 1
            guard number > 1 else {
                start = isWhole ? line.flatMap { Start($0) } : nil
                if let start { head = start.hash } else { unreadable = [1] }
                return nil
            }
            guard let start, unreadable.count < Self.maximumUnreadable else { return nil }
            count += 1
            defer { if head == noted { hasNoted = true } }
            guard let line, isWhole else {
                unreadable.append(number)
                return nil
            }
            if line.count == 66, line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") {
                head = EventChain.hash(after: head, String(decoding: line[1..<65], as: UTF8.self))
                return nil
            }
            head = EventChain.hash(after: head, ContentHash(of: line).hex)
            if let event = Event(line: line), event.id == start.number + number - 2 { return event }
            unreadable.append(number)
            return nil
        }

        /// After the last line.
        package mutating func finish() { if number == 0 { unreadable = [1] } }
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
    package init?(line: [UInt8]) {
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
