internal import CGMime

/// What is to be known of a message in a mailbox: how it is called, and which other message it says could not be
/// delivered. It may come from anybody, and be anything.
struct ReceivedMessage: Equatable, Sendable {
    /// A notice that a message could not be delivered (RFC 3464).
    struct Failure: Equatable, Sendable {
        /// Of the message that it is about.
        let messageID: String
        /// To whom that could not be delivered: as it was addressed, and as it came to be.
        let recipients: [String]
        /// The words of the server that would not have it, or the status.
        let reason: String
    }

    /// With its angle brackets; nil when it has none.
    let messageID: String?
    let failure: Failure?

    /// Nil when it is no message. `bytes` may be only the first of it.
    init?(_ bytes: [UInt8]) {
        _ = GMime.initialised
        guard let stream = unsafe GMime.stream(bytes) else { return nil }
        defer { unsafe GMime.release(stream) }
        guard let parser = unsafe g_mime_parser_new_with_stream(stream) else { return nil }
        defer { unsafe GMime.release(parser) }
        guard let message = unsafe g_mime_parser_construct_message(parser, nil) else { return nil }
        defer { unsafe GMime.release(message) }
        messageID = unsafe Self.id(of: message)
        failure = unsafe Self.failure(g_mime_message_get_mime_part(message))
    }

    private static func id(of message: UnsafeMutablePointer<GMimeMessage>) -> String? {
        // As it stands there: GMime takes the first address out of anything.
        guard let text = unsafe g_mime_object_get_header(GMime.object(message), "Message-ID") else { return nil }
        let id = unsafe String(cString: text).filter { !$0.isWhitespace }
        return id.hasPrefix("<") && id.hasSuffix(">") ? id : nil
    }

    private static func failure(_ part: UnsafeMutablePointer<GMimeObject>?) -> Failure? {
        guard
            let report: UnsafeMutablePointer<GMimeMultipart> = unsafe GMime.cast(part, to: g_mime_multipart_get_type()),
            unsafe isOf(part, "multipart", "report")
        else { return nil }
        var status: [UInt8]?
        var id: String?
        for index in 0..<min(8, unsafe g_mime_multipart_get_count(report)) {
            let child = unsafe g_mime_multipart_get_part(report, index)
            if unsafe isOf(child, "message", "delivery-status") {
                status = unsafe content(child)
            } else if let whole: UnsafeMutablePointer<GMimeMessagePart> = unsafe GMime.cast(
                child, to: g_mime_message_part_get_type())
            {
                id = unsafe g_mime_message_part_get_message(whole).flatMap { unsafe Self.id(of: $0) }
            } else if unsafe isOf(child, "text", "rfc822-headers"), let headers = unsafe content(child) {
                id = ReceivedMessage(headers + Array("\r\n".utf8))?.messageID
            }
        }
        guard let status, let id else { return nil }
        return failure(of: id, DeliveryStatus(status))
    }

    private static func failure(of id: String, _ status: DeliveryStatus) -> Failure? {
        // Postponed, relayed and delivered are no failures.
        let failed = status.recipients.filter { $0["action"]?.lowercased() == "failed" }
        guard let first = failed.first else { return nil }
        let recipients = failed.flatMap { fields in
            ["original-recipient", "final-recipient"].compactMap { name in
                // `rfc822; a@b.nl` (RFC 3464 §2.3.1)
                fields[name]?.split(separator: ";").last.map { $0.filter { !$0.isWhitespace } }
            }
        }
        return Failure(
            messageID: id, recipients: recipients,
            reason: first["diagnostic-code"] ?? first["status"] ?? "no reason given")
    }

    private static func isOf(_ part: UnsafeMutablePointer<GMimeObject>?, _ type: String, _ subtype: String) -> Bool {
        guard let part = unsafe part, let found = unsafe g_mime_object_get_content_type(part) else { return false }
        return unsafe g_mime_content_type_is_type(found, type, subtype) != 0
    }

    private static func content(_ object: UnsafeMutablePointer<GMimeObject>?) -> [UInt8]? {
        guard let part: UnsafeMutablePointer<GMimePart> = unsafe GMime.cast(object, to: g_mime_part_get_type()),
            let content = unsafe g_mime_part_get_content(part)
        else { return nil }
        return unsafe GMime.bytes { unsafe g_mime_data_wrapper_write_to_stream(content, $0) }
    }
}
