internal import CGMime

/// A message or a part of one, with all that is in it (RFC 2045, RFC 5322 §2.1). It may come from anybody, and be anything.
struct MessageTree {
    struct Header {
        /// In lower case.
        let name: String
        /// Not folded any more.
        let value: String
    }

    let headers: [Header]
    /// `text/plain`, in lower case.
    let type: String
    /// Of `multipart/report`, in lower case: RFC 3462 §1.
    let reportType: String?
    /// Of a text or a report, without its transfer encoding.
    let content: [UInt8]
    let children: [MessageTree]
    /// Whether it is a message in a message, or the headers of one.
    let isMessage: Bool

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// This, and all that is in it, in their order.
    var all: [MessageTree] { [self] + children.flatMap(\.all) }

    /// What is in it, but not in a message that it holds.
    var own: [MessageTree] { [self] + children.filter { !$0.isMessage }.flatMap(\.own) }
}

/// The only ones who look into what GMime parsed.
extension MessageTree {
    private static let depth = 20
    private static let children: Int32 = 100

    /// Nil when it is no message. `bytes` may be only the first of it.
    init?(_ bytes: [UInt8]) { self.init(bytes, depth: 0) }

    private init?(_ bytes: [UInt8], depth: Int) {
        _ = GMime.initialised
        guard depth < Self.depth, let stream = unsafe GMime.stream(bytes) else { return nil }
        defer { unsafe GMime.release(stream) }
        guard let parser = unsafe g_mime_parser_new_with_stream(stream) else { return nil }
        defer { unsafe GMime.release(parser) }
        guard let message = unsafe g_mime_parser_construct_message(parser, nil) else { return nil }
        defer { unsafe GMime.release(message) }
        unsafe self.init(message, depth: depth)
    }

    private init?(_ message: UnsafeMutablePointer<GMimeMessage>, depth: Int) {
        let body = unsafe g_mime_message_get_mime_part(message).flatMap { unsafe MessageTree($0, depth: depth + 1) }
        headers = unsafe Self.headers(of: GMime.object(message))
        type = body?.type ?? "text/plain"
        reportType = body?.reportType
        content = body?.content ?? []
        children = body?.children ?? []
        isMessage = true
    }

    private init?(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int) {
        guard depth < Self.depth, let type = unsafe g_mime_object_get_content_type(object) else { return nil }
        let name = unsafe Self.name(of: type)
        headers = unsafe Self.headers(of: object)
        self.type = name
        reportType = unsafe g_mime_content_type_get_parameter(type, "report-type").map {
            unsafe String(cString: $0).lowercased()
        }
        let isRead = name.hasPrefix("text/") || name.hasPrefix("message/")
        content = isRead ? unsafe Self.content(of: object) ?? [] : []
        children = unsafe Self.children(of: object, name, content, depth: depth)
        isMessage = false
    }

    private static func children(
        of object: UnsafeMutablePointer<GMimeObject>, _ type: String, _ content: [UInt8], depth: Int
    ) -> [MessageTree] {
        if let parts: UnsafeMutablePointer<GMimeMultipart> = unsafe GMime.cast(object, to: g_mime_multipart_get_type())
        {
            return (0..<min(Self.children, unsafe g_mime_multipart_get_count(parts))).compactMap { index in
                unsafe g_mime_multipart_get_part(parts, index).flatMap { unsafe MessageTree($0, depth: depth + 1) }
            }
        }
        if let whole: UnsafeMutablePointer<GMimeMessagePart> = unsafe GMime.cast(
            object, to: g_mime_message_part_get_type())
        {
            let message = unsafe g_mime_message_part_get_message(whole)
            return unsafe message.flatMap { unsafe MessageTree($0, depth: depth + 1) }.map { [$0] } ?? []
        }
        switch type {
        // RFC 6533 §3 to §5, and what some write in their place.
        case "message/global", "message/rfc822", "message/news", "text/rfc822":
            return MessageTree(content, depth: depth + 1).map { [$0] } ?? []
        case "text/rfc822-headers", "message/rfc822-headers", "message/global-headers":
            return MessageTree(content + Array("\r\n\r\n".utf8), depth: depth + 1).map { [$0] } ?? []
        default: return []
        }
    }

    private static func name(of type: UnsafeMutablePointer<GMimeContentType>) -> String {
        guard let main = unsafe g_mime_content_type_get_media_type(type),
            let sub = unsafe g_mime_content_type_get_media_subtype(type)
        else { return "text/plain" }
        return unsafe "\(String(cString: main))/\(String(cString: sub))".lowercased()
    }

    /// As they stand there: GMime makes something of anything.
    private static func headers(of object: UnsafeMutablePointer<GMimeObject>) -> [Header] {
        guard let list = unsafe g_mime_object_get_header_list(object) else { return [] }
        return (0..<min(1000, unsafe g_mime_header_list_get_count(list))).compactMap { index in
            guard let header = unsafe g_mime_header_list_get_header_at(list, index),
                let name = unsafe g_mime_header_get_name(header),
                let value = unsafe g_mime_header_get_raw_value(header)
            else { return nil }
            // RFC 5322 §2.2.3: a line that goes on begins with white space, which stays.
            let text = unsafe String(cString: value).unicodeScalars.filter { $0 != "\r" && $0 != "\n" }
            return unsafe Header(
                name: String(cString: name).lowercased(), value: String(String.UnicodeScalarView(text)).trimmed)
        }
    }

    /// Its words, without the encoding of those that are not ASCII (RFC 2047).
    var subject: String {
        guard let text = header("subject"), let words = unsafe g_mime_utils_header_decode_text(nil, text) else {
            return ""
        }
        defer { unsafe g_free(words) }
        // Whatever is encoded in it is one line.
        return unsafe String(String(cString: words).map { $0.isNewline ? " " : $0 })
    }

    private static func content(of object: UnsafeMutablePointer<GMimeObject>) -> [UInt8]? {
        guard let part: UnsafeMutablePointer<GMimePart> = unsafe GMime.cast(object, to: g_mime_part_get_type()),
            let content = unsafe g_mime_part_get_content(part)
        else { return nil }
        return unsafe GMime.bytes { unsafe g_mime_data_wrapper_write_to_stream(content, $0) }
    }
}
