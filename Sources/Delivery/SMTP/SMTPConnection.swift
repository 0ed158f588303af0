internal import CCurl
internal import Registry
internal import Workspace

/// A connection to the mail server, for one message after another. The only file that calls libcurl.
@safe struct SMTPConnection: ~Copyable {
    /// How long to wait for what; in seconds.
    struct Patience: Sendable {
        var connecting = 30
        /// For each answer of the server. RFC 5321 §4.5.3.2.6 gives it ten minutes for the last one, and who hangs up
        /// sooner may have sent a message without knowing.
        var answering = 600
    }

    /// Must have happened once, before anything else.
    private static let initialised: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

    private let handle: UnsafeMutableRawPointer
    private let conversation: SMTPConversation
    private let server: SMTPServer
    private var isOpen = false

    /// Nil when there is no memory.
    init?(to server: SMTPServer, patience: Patience = Patience()) {
        _ = Self.initialised
        guard let handle = unsafe curl_easy_init() else { return nil }
        unsafe self.handle = unsafe handle
        self.server = server
        conversation = SMTPConversation()
        set(CURLOPT_URL, server.url)
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // Whatever the environment says: mail goes to this server, and not through another.
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        let isPlain = server.isLoopback && server.url.hasPrefix("smtp:")
        set(CURLOPT_USE_SSL, Int(isPlain ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue))
        if let authorities = server.authorities { set(CURLOPT_CAINFO, authorities) }
        if let login = server.login {
            set(CURLOPT_USERNAME, login.user)
            set(CURLOPT_PASSWORD, login.password)
        }
        set(CURLOPT_CONNECTTIMEOUT, patience.connecting)
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, patience.answering)
        // A server that takes less than a byte in so long has gone.
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, patience.answering)
        // It lives as long as the handle.
        unsafe oproep_curl_set_callbacks(
            handle, Self.read, Self.listen, Unmanaged.passUnretained(conversation).toOpaque())
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
    }

    /// Offers a message, and waits for what the server says of it.
    mutating func send(_ message: MailMessage) -> SendOutcome {
        let wasOpen = isOpen
        let outcome = offer(message)
        // A server may close a connection that it has had for long, and a message is offered once it has asked for that.
        return wasOpen && conversation.isClosedBeforeMessage ? offer(message) : outcome
    }

    private mutating func offer(_ message: MailMessage) -> SendOutcome {
        conversation.start(message.bytes)
        set(CURLOPT_MAIL_FROM, "<\(message.from)>")
        let recipients = unsafe curl_slist_append(nil, "<\(message.to)>")
        defer { unsafe curl_slist_free_all(recipients) }
        _ = unsafe oproep_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        _ = unsafe oproep_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, message.bytes.count)
        let code = unsafe curl_easy_perform(handle)
        isOpen = code == CURLE_OK
        set(CURLOPT_FRESH_CONNECT, isOpen ? 0 : 1)
        return conversation.outcome(isOpen ? nil : Self.words(code))
    }

    /// What went wrong, for people; libcurl speaks of all that it can do.
    private static func words(_ code: CURLcode) -> String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "there is no computer of that name"
        case CURLE_COULDNT_CONNECT: "it cannot be reached, or does not answer"
        case CURLE_OPERATION_TIMEDOUT: "it took too long to answer"
        case CURLE_PEER_FAILED_VERIFICATION: "its certificate is not to be trusted, is over, or is of another name"
        case CURLE_SSL_CONNECT_ERROR: "no secure line (TLS) could be made to it"
        case CURLE_USE_SSL_FAILED: "it offers no secure line (TLS), without which nothing is sent"
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING: "the connection was lost"
        case CURLE_WEIRD_SERVER_REPLY: "its answer was not understood, or the connection was lost"
        default: unsafe String(cString: curl_easy_strerror(code))
        }
    }

    private func set(_ option: CURLoption, _ number: Int) {
        _ = unsafe oproep_curl_set_number(handle, option, number)
    }

    private func set(_ option: CURLoption, _ text: String) {
        _ = unsafe oproep_curl_set_text(handle, option, text)
    }

    private static let read: oproep_curl_reader = { buffer, size, count, context in
        guard let buffer = unsafe buffer, let context = unsafe context else { return Int(CURL_READFUNC_ABORT) }
        let conversation = unsafe Unmanaged<SMTPConversation>.fromOpaque(context).takeUnretainedValue()
        return unsafe conversation.read(
            into: UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(buffer), count: size * count))
    }

    private static let listen: oproep_curl_listener = { _, kind, data, size, context in
        guard let data = unsafe data, let context = unsafe context,
            kind == CURLINFO_HEADER_IN || kind == CURLINFO_HEADER_OUT
        else { return 0 }
        let conversation = unsafe Unmanaged<SMTPConversation>.fromOpaque(context).takeUnretainedValue()
        let bytes = unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(data), count: size)
        let text = unsafe String(decoding: bytes.prefix(2048), as: UTF8.self)
        if kind == CURLINFO_HEADER_IN { conversation.hear(text) } else { conversation.say(text) }
        return 0
    }
}
