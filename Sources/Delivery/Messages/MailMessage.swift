internal import CGMime
internal import Exporter
internal import Templating
internal import Workspace

/// An e-mail as it goes over the line (RFC 5322, RFC 2045), to its last byte.
struct MailMessage: Equatable, Sendable {
    struct Attachment: Equatable, Sendable {
        let name: String
        let bytes: [UInt8]
    }

    /// When it was made.
    struct Moment: Equatable, Sendable {
        /// Since 1970, UTC.
        let seconds: Int
        /// East of UTC.
        let offset: Int
    }

    let from: EmailAddress
    let to: EmailAddress
    let bytes: [UInt8]

    /// One that was made before.
    init(offered bytes: [UInt8], from: EmailAddress, to: EmailAddress) {
        self.bytes = bytes
        self.from = from
        self.to = to
    }

    /// Nil when a value has what would end its header; GMime would write another one without a word.
    ///
    /// `id` is the Message-ID with its angle brackets. `to` takes the place of the recipient, of a rehearsal.
    init?(
        _ message: LetterMessage, id: String, to: EmailAddress, at moment: Moment, letter: [UInt8],
        attachments: [Attachment]
    ) {
        let names = [message.letter] + attachments.map(\.name)
        let headers = [message.fromName, message.subject, id] + names
        guard headers.allSatisfy({ $0.unicodeScalars.allSatisfy { !Self.endsHeader($0) } }),
            id.wholeMatch(of: /<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>/) != nil
        else { return nil }
        from = message.from
        self.to = to
        let files = [Attachment(name: message.letter, bytes: letter)] + attachments
        guard let bytes = Self.bytes(message, id, to, moment, files) else { return nil }
        self.bytes = bytes
    }

    private static func endsHeader(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.value == 0x7F
    }

    private static func bytes(
        _ letter: LetterMessage, _ id: String, _ to: EmailAddress, _ moment: Moment, _ files: [Attachment]
    ) -> [UInt8]? {
        _ = GMime.initialised
        guard let message = unsafe g_mime_message_new(0) else { return nil }
        defer { unsafe GMime.release(message) }
        let name = letter.fromName.isEmpty ? nil : letter.fromName
        unsafe g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, name, letter.from.description)
        if let replyTo = letter.replyTo {
            unsafe g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, nil, replyTo.description)
        }
        unsafe g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, nil, to.description)
        unsafe g_mime_message_set_subject(message, letter.subject, "utf-8")
        unsafe setDate(message, moment)
        unsafe g_mime_message_set_message_id(message, String(id.dropFirst().dropLast()))

        guard let mixed = unsafe g_mime_multipart_new_with_subtype("mixed") else { return nil }
        defer { unsafe GMime.release(mixed) }
        // One of its own, which base64 and quoted-printable cannot hold (RFC 2045 §6.7), and the same every time.
        unsafe g_mime_multipart_set_boundary(mixed, "=_\(id.prefix { $0 != "@" }.dropFirst())")
        guard unsafe addText(letter.text, to: mixed) else { return nil }
        for file in files where unsafe !add(file, to: mixed) { return nil }
        unsafe g_mime_message_set_mime_part(message, GMime.object(mixed))

        let format = unsafe g_mime_format_options_new()
        defer { unsafe g_mime_format_options_free(format) }
        // RFC 5321 §2.3.8
        unsafe g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS)
        return unsafe GMime.bytes { unsafe g_mime_object_write_to_stream(GMime.object(message), format, $0) }
    }

    private static func setDate(_ message: UnsafeMutablePointer<GMimeMessage>, _ moment: Moment) {
        let zone = unsafe g_time_zone_new_offset(Int32(truncatingIfNeeded: moment.offset))
        let utc = unsafe g_date_time_new_from_unix_utc(moment.seconds)
        let local = unsafe g_date_time_to_timezone(utc, zone)
        unsafe g_mime_message_set_date(message, local)
        unsafe g_date_time_unref(utc)
        unsafe g_date_time_unref(local)
        unsafe g_time_zone_unref(zone)
    }

    private static func addText(_ text: String, to multipart: UnsafeMutablePointer<GMimeMultipart>) -> Bool {
        guard let part = unsafe g_mime_part_new_with_type("text", "plain") else { return false }
        defer { unsafe GMime.release(part) }
        unsafe g_mime_object_set_content_type_parameter(GMime.object(part), "charset", "utf-8")
        return unsafe add(part, Array(text.utf8), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, to: multipart)
    }

    private static func add(_ file: Attachment, to multipart: UnsafeMutablePointer<GMimeMultipart>) -> Bool {
        let (type, subtype) = mediaType(file.name)
        guard let part = unsafe g_mime_part_new_with_type(type, subtype) else { return false }
        defer { unsafe GMime.release(part) }
        unsafe g_mime_object_set_disposition(GMime.object(part), "attachment")
        unsafe g_mime_part_set_filename(part, file.name)
        return unsafe add(part, file.bytes, GMIME_CONTENT_ENCODING_BASE64, to: multipart)
    }

    private static func add(
        _ part: UnsafeMutablePointer<GMimePart>, _ bytes: [UInt8], _ encoding: GMimeContentEncoding,
        to multipart: UnsafeMutablePointer<GMimeMultipart>
    ) -> Bool {
        guard let stream = unsafe GMime.stream(bytes) else { return false }
        defer { unsafe GMime.release(stream) }
        guard let content = unsafe g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT)
        else { return false }
        defer { unsafe GMime.release(content) }
        unsafe g_mime_part_set_content(part, content)
        unsafe g_mime_part_set_content_encoding(part, encoding)
        unsafe g_mime_multipart_add(multipart, GMime.object(part))
        return true
    }

    private static func mediaType(_ name: String) -> (type: String, subtype: String) {
        switch name.lowercased().split(separator: ".").last {
        case "pdf": ("application", "pdf")
        case "odt": ("application", "vnd.oasis.opendocument.text")
        case "ods": ("application", "vnd.oasis.opendocument.spreadsheet")
        case "csv": ("text", "csv")
        case "png": ("image", "png")
        case "jpg", "jpeg": ("image", "jpeg")
        default: ("application", "octet-stream")
        }
    }
}
