internal import CQPDF
internal import Glibc

/// A PDF in memory, its objects known by qpdf's handles, which live as long as it does. The only file that calls qpdf.
@safe struct QPDFFile: ~Copyable {
    private var document: qpdf_data?
    /// qpdf reads from it as it goes.
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// Nil when it is no PDF.
    init?(_ contents: [UInt8]) {
        unsafe document = qpdf_init()
        unsafe bytes = .allocate(capacity: contents.count)
        _ = unsafe bytes.initialize(from: contents)
        unsafe qpdf_silence_errors(document)
        unsafe qpdf_set_suppress_warnings(document, 1)
        let status = unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
            unsafe qpdf_read_memory(document, "letter", bytes.baseAddress, UInt64(bytes.count), nil)
        }
        // Bit 1 of the status is for errors, bit 0 for warnings.
        if status & 2 != 0 { return nil }
    }

    /// One without pages.
    init() {
        unsafe document = qpdf_init()
        unsafe bytes = .allocate(capacity: 0)
        unsafe qpdf_silence_errors(document)
        _ = unsafe qpdf_empty_pdf(document)
    }

    deinit {
        var document = unsafe document
        // One that nobody asked for is printed.
        _ = unsafe qpdf_get_error(document)
        unsafe qpdf_cleanup(&document)
        unsafe bytes.deallocate()
    }

    /// Whether anything was wrong with what was read up to now.
    var isDamaged: Bool { unsafe qpdf_more_warnings(document) != 0 || qpdf_has_error(document) != 0 }

    /// Nil when it has none that can be found.
    var pageCount: Int? {
        let count = unsafe qpdf_get_num_pages(document)
        return count > 0 ? Int(count) : nil
    }

    var root: UInt32 { unsafe qpdf_get_root(document) }
    var trailer: UInt32 { unsafe qpdf_get_trailer(document) }

    /// All that are objects of their own.
    var dictionaries: [UInt32] {
        // None takes fewer bytes than this in the file's table (ISO 32000-1 §7.5.4, §7.5.8).
        let end = min(Int32(clamping: integer(trailer, "/Size") ?? 0), Int32(clamping: unsafe bytes.count))
        return (1..<max(1, end)).map { unsafe qpdf_get_object_by_id(document, $0, 0) }
            .filter { unsafe qpdf_oh_is_dictionary(document, $0) != 0 }
    }

    /// Of the colours that the file is meant for (ISO 32000-1 §14.11.5).
    var profiles: [UInt32] {
        let intents = value(root, "/OutputIntents")
        guard unsafe qpdf_oh_is_array(document, intents) != 0 else { return [] }
        return (0..<(unsafe qpdf_oh_get_array_n_items(document, intents))).map { index in
            value(unsafe qpdf_oh_get_array_item(document, intents, index), "/DestOutputProfile")
        }
    }

    // MARK: Values of a dictionary, nil when they are not there or of another type

    func has(_ dictionary: UInt32, _ key: String) -> Bool {
        unsafe qpdf_oh_is_dictionary(document, dictionary) != 0 && qpdf_oh_has_key(document, dictionary, key) != 0
    }

    /// Of a null when it is not there, in which nothing is found either.
    func value(_ dictionary: UInt32, _ key: String) -> UInt32 {
        has(dictionary, key) ? unsafe qpdf_oh_get_key(document, dictionary, key) : unsafe qpdf_oh_new_null(document)
    }

    func integer(_ dictionary: UInt32, _ key: String) -> Int64? {
        var result: Int64 = 0
        return unsafe qpdf_oh_get_value_as_longlong(document, value(dictionary, key), &result) != 0 ? result : nil
    }

    func boolean(_ dictionary: UInt32, _ key: String) -> Bool? {
        var result: Int32 = 0
        return unsafe qpdf_oh_get_value_as_bool(document, value(dictionary, key), &result) != 0 ? result != 0 : nil
    }

    /// With its slash.
    func name(_ dictionary: UInt32, _ key: String) -> String? {
        let value = value(dictionary, key)
        guard unsafe qpdf_oh_is_name(document, value) != 0 else { return nil }
        return unsafe String(cString: qpdf_oh_get_name(document, value))
    }

    /// A text string (ISO 32000-1 §7.9.2.2).
    func text(_ dictionary: UInt32, _ key: String) -> String? {
        let value = value(dictionary, key)
        guard unsafe qpdf_oh_is_string(document, value) != 0 else { return nil }
        return unsafe String(cString: qpdf_oh_get_utf8_value(document, value))
    }

    /// What is in a stream, decoded; nil when it is none, or cannot be.
    func stream(_ stream: UInt32) -> [UInt8]? {
        guard unsafe qpdf_oh_is_stream(document, stream) != 0 else { return nil }
        var buffer: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = unsafe qpdf_oh_get_stream_data(document, stream, qpdf_dl_generalized, nil, &buffer, &count)
        defer { unsafe free(buffer) }
        guard status & 2 == 0, let buffer = unsafe buffer else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: buffer, count: count))
    }

    // MARK: Changes

    /// Adds all pages of another, which must live until this one is written. False when that fails.
    func append(_ other: borrowing QPDFFile) -> Bool {
        for index in 0..<(other.pageCount ?? 0) {
            let page = unsafe qpdf_get_page_n(other.document, index)
            if unsafe qpdf_add_page(document, other.document, page, 0) & 2 != 0 { return false }
        }
        return true
    }

    func replace(_ dictionary: UInt32, _ key: String, withText text: String) {
        guard has(dictionary, key) else { return }
        unsafe qpdf_oh_replace_key(document, dictionary, key, qpdf_oh_new_string(document, text))
    }

    func remove(_ dictionary: UInt32, _ key: String) {
        unsafe qpdf_oh_remove_key(document, dictionary, key)
    }

    func replace(_ stream: UInt32, with contents: [UInt8]) {
        guard unsafe qpdf_oh_is_stream(document, stream) != 0 else { return }
        let none = unsafe qpdf_oh_new_null(document)
        unsafe contents.withUnsafeBufferPointer { contents in
            unsafe qpdf_oh_replace_stream_data(document, stream, contents.baseAddress, contents.count, none, none)
        }
    }

    /// The file anew: identified by its contents, and the same whenever those are; of a version that is at least this.
    /// Nil when that fails.
    func written(version: String? = nil) -> [UInt8]? {
        guard unsafe qpdf_init_write_memory(document) & 2 == 0 else { return nil }
        unsafe qpdf_set_deterministic_ID(document, 1)
        if let version { unsafe qpdf_set_minimum_pdf_version(document, version) }
        // ISO 19005-2 §6.1.7.1 wants a line end before endstream.
        unsafe qpdf_set_newline_before_endstream(document, 1)
        guard unsafe qpdf_write(document) & 2 == 0, let buffer = unsafe qpdf_get_buffer(document) else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: buffer, count: qpdf_get_buffer_length(document)))
    }
}
