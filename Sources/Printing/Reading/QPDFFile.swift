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

    /// Of all objects that there may be.
    var numbers: Range<Int> {
        let end = min(Int(clamping: integer(trailer, "/Size") ?? 0), unsafe bytes.count, Int(Int32.max))
        return 1..<max(1, end)
    }

    func object(_ number: Int) -> UInt32 { unsafe qpdf_get_object_by_id(document, Int32(clamping: number), 0) }

    func isStream(_ object: UInt32) -> Bool { unsafe qpdf_oh_is_stream(document, object) != 0 }

    /// An object as PDF writes it; of a stream its dictionary.
    func source(of object: UInt32) -> [UInt8] {
        let value = isStream(object) ? unsafe qpdf_oh_get_dict(document, object) : object
        guard let text = unsafe qpdf_oh_unparse_resolved(document, value) else { return [] }
        let count = unsafe qpdf_get_last_string_length(document)
        return unsafe Array(UnsafeRawBufferPointer(start: text, count: count))
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

    /// Of a stream in its dictionary; of a null the key is taken away.
    func set(_ key: String, of object: UInt32, to value: PDFValue) {
        let dictionary = isStream(object) ? unsafe qpdf_oh_get_dict(document, object) : object
        guard unsafe qpdf_oh_is_dictionary(document, dictionary) != 0 else { return }
        let name = Self.plain(name: key)
        if value == .null {
            unsafe qpdf_oh_remove_key(document, dictionary, name)
        } else {
            unsafe qpdf_oh_replace_key(document, dictionary, name, handle(of: value))
        }
    }

    /// Returns the number of a new object.
    func add(_ value: PDFValue) -> Int {
        let object = unsafe qpdf_make_indirect_object(document, handle(of: value))
        return Int(unsafe qpdf_oh_get_object_id(document, object))
    }

    /// Returns the number of a new object.
    func addStream(_ contents: [UInt8]) -> Int {
        let stream = unsafe qpdf_oh_new_stream(document)
        replace(stream, with: contents)
        return Int(unsafe qpdf_oh_get_object_id(document, stream))
    }

    private func handle(of value: PDFValue) -> UInt32 {
        switch value {
        case .null: return unsafe qpdf_oh_new_null(document)
        case .boolean(let value): return unsafe qpdf_oh_new_bool(document, value ? 1 : 0)
        case .integer(let number): return unsafe qpdf_oh_new_integer(document, Int64(number))
        case .real(let text): return unsafe qpdf_oh_new_real_from_string(document, text)
        case .name(let name): return unsafe qpdf_oh_new_name(document, Self.plain(name: name))
        case .reference(let number): return object(number)
        case .string(let bytes):
            return unsafe bytes.withUnsafeBytes { bytes in
                unsafe qpdf_oh_new_binary_string(
                    document, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            }
        case .array(let values):
            let array = unsafe qpdf_oh_new_array(document)
            for value in values { unsafe qpdf_oh_append_item(document, array, handle(of: value)) }
            return array
        case .dictionary(let entries):
            let dictionary = unsafe qpdf_oh_new_dictionary(document)
            for (key, value) in entries {
                unsafe qpdf_oh_replace_key(document, dictionary, Self.plain(name: key), handle(of: value))
            }
            return dictionary
        }
    }

    /// As qpdf has names: with their slash, and `#20` as the byte that it stands for (ISO 32000-1 §7.3.5).
    private static func plain(name: String) -> String {
        guard name.contains("#") else { return "/\(name)" }
        var bytes: [UInt8] = [UInt8(ascii: "/")]
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap(\.hexadecimalDigit)
            if byte == UInt8(ascii: "#"), digits.count == 2 {
                bytes.append(digits[0] << 4 | digits[1])
                rest.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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

// MARK: Pages, lists and numbers

extension QPDFFile {
    /// `number` counts from 0.
    func page(_ number: Int) -> UInt32 { unsafe qpdf_get_page_n(document, number) }

    /// What paints a page, its streams one after another; nil when they cannot be read.
    func content(ofPage page: UInt32) -> [UInt8]? {
        var buffer: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = unsafe qpdf_oh_get_page_content_data(document, page, &buffer, &count)
        defer { unsafe free(buffer) }
        guard status & 2 == 0, let buffer = unsafe buffer else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: buffer, count: count))
    }

    /// None of what is no array.
    func items(_ array: UInt32) -> [UInt32] {
        guard unsafe qpdf_oh_is_array(document, array) != 0 else { return [] }
        return (0..<(unsafe qpdf_oh_get_array_n_items(document, array)))
            .map { unsafe qpdf_oh_get_array_item(document, array, $0) }
    }

    /// Of a dictionary, each with its slash; none of what is none.
    func keys(_ dictionary: UInt32) -> [String] {
        guard unsafe qpdf_oh_is_dictionary(document, dictionary) != 0 else { return [] }
        var keys: [String] = []
        unsafe qpdf_oh_begin_dict_key_iter(document, dictionary)
        while unsafe qpdf_oh_dict_more_keys(document) != 0 {
            keys.append(unsafe String(cString: qpdf_oh_dict_next_key(document)))
        }
        return keys
    }

    func number(_ object: UInt32) -> Double? {
        guard unsafe qpdf_oh_is_number(document, object) != 0 else { return nil }
        return unsafe qpdf_oh_get_numeric_value(document, object)
    }

    func isDictionary(_ object: UInt32) -> Bool { unsafe qpdf_oh_is_dictionary(document, object) != 0 }

    /// The dictionary of a stream; what is none itself.
    func dictionary(ofStream object: UInt32) -> UInt32 {
        unsafe qpdf_oh_is_stream(document, object) != 0 ? unsafe qpdf_oh_get_dict(document, object) : object
    }

    /// The number of an object that is one of its own, 0 for others.
    func identity(_ object: UInt32) -> Int { Int(unsafe qpdf_oh_get_object_id(document, object)) }
}
