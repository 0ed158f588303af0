import CGMime
import Disk
import Exporter
import Foundation
import Support
import Testing

@testable import Delivery

/// What a parser finds in a message.
struct ParsedMessage: Decodable, Equatable {
    struct File: Decodable, Equatable {
        let name: String?
        let sha256: String
    }

    struct Unreadable: Error {}

    /// Lower case, in order.
    private(set) var headers: [String]
    let defects: [String]
    let from: [[String]]
    let to: [String]
    let subject: String
    let id: String
    let text: String
    let files: [File]

    /// Of each message in a folder, by Python's parser.
    static func byPython(_ folder: URL) throws -> [ParsedMessage] {
        let output = try Program("python3", Server.script("parse-messages.py"), folder.path).output()
        return try output.split(separator: "\n").map {
            try JSONDecoder().decode(ParsedMessage.self, from: Data($0.utf8))
        }
    }

    /// By GMime's.
    init(gmime bytes: [UInt8]) throws {
        _ = GMime.initialised
        guard let stream = unsafe GMime.stream(bytes) else { throw Unreadable() }
        defer { unsafe GMime.release(stream) }
        let parser = unsafe g_mime_parser_new_with_stream(stream)
        defer { unsafe GMime.release(parser) }
        guard let message = unsafe g_mime_parser_construct_message(parser, nil) else { throw Unreadable() }
        defer { unsafe GMime.release(message) }
        let list = unsafe g_mime_object_get_header_list(GMime.object(message))
        headers = (0..<(unsafe g_mime_header_list_get_count(list))).map { index in
            unsafe String(cString: g_mime_header_get_name(g_mime_header_list_get_header_at(list, index))).lowercased()
        }.sorted()
        // It keeps this one with what the message consists of.
        headers.insert("content-type", at: 0)
        defects = []
        from = unsafe Self.mailboxes(g_mime_message_get_from(message)).map { [$0.name, $0.address] }
        to = unsafe Self.mailboxes(g_mime_message_get_to(message)).map(\.address)
        subject = unsafe String(cString: g_mime_message_get_subject(message))
        id = "<\(unsafe String(cString: g_mime_message_get_message_id(message)))>"
        guard
            let mixed: UnsafeMutablePointer<GMimeMultipart> = unsafe GMime.cast(
                g_mime_message_get_mime_part(message), to: g_mime_multipart_get_type())
        else { throw Unreadable() }
        var (text, files) = ("", [File]())
        for index in 0..<(unsafe g_mime_multipart_get_count(mixed)) {
            guard
                let part: UnsafeMutablePointer<GMimePart> = unsafe GMime.cast(
                    g_mime_multipart_get_part(mixed, index), to: g_mime_part_get_type()),
                let content = unsafe GMime.bytes({
                    unsafe g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), $0)
                })
            else { throw Unreadable() }
            if index == 0 {
                text = String(decoding: content, as: UTF8.self)
            } else {
                let name = unsafe g_mime_part_get_filename(part).map { unsafe String(cString: $0) }
                files.append(File(name: name, sha256: ContentHash(of: content).hex))
            }
        }
        self.text = text
        self.files = files
    }

    private static func mailboxes(
        _ list: UnsafeMutablePointer<InternetAddressList>?
    ) -> [(name: String, address: String)] {
        (0..<(unsafe internet_address_list_length(list))).compactMap { index in
            guard let address = unsafe internet_address_list_get_address(list, index) else { return nil }
            let name = unsafe internet_address_get_name(address).map { unsafe String(cString: $0) } ?? ""
            let mailbox = unsafe UnsafeMutableRawPointer(address).assumingMemoryBound(to: InternetAddressMailbox.self)
            return (name, unsafe String(cString: internet_address_mailbox_get_addr(mailbox)))
        }
    }
}
