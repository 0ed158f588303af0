internal import CGMime

/// What GMime's objects have in common. Its calls are made in this folder alone.
enum GMime {
    /// Must have happened once, before anything else.
    static let initialised: Void = g_mime_init()

    /// GObject's classes inherit by having the parent's fields first.
    static func object<Class>(_ pointer: UnsafeMutablePointer<Class>) -> UnsafeMutablePointer<GMimeObject> {
        unsafe UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GMimeObject.self)
    }

    static func release<Class>(_ pointer: UnsafeMutablePointer<Class>?) {
        unsafe g_object_unref(pointer)
    }

    /// Nil when an object is not of a class.
    static func cast<Class>(
        _ object: UnsafeMutablePointer<GMimeObject>?, to type: GType
    ) -> UnsafeMutablePointer<Class>? {
        guard let object = unsafe object else { return nil }
        let instance = UnsafeMutableRawPointer(object)
        let isOfClass = unsafe g_type_check_instance_is_a(instance.assumingMemoryBound(to: GTypeInstance.self), type)
        return isOfClass != 0 ? unsafe instance.assumingMemoryBound(to: Class.self) : nil
    }

    /// A stream of bytes, which it copies.
    static func stream(_ bytes: [UInt8]) -> UnsafeMutablePointer<GMimeStream>? {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe g_mime_stream_mem_new_with_buffer(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
    }

    /// What `write` writes.
    static func bytes(
        _ write: (UnsafeMutablePointer<GMimeStream>?) -> Int
    ) -> [UInt8]? {
        guard let stream = unsafe g_mime_stream_mem_new() else { return nil }
        defer { unsafe release(stream) }
        guard unsafe write(stream) >= 0 else { return nil }
        let memory = unsafe UnsafeMutableRawPointer(stream).assumingMemoryBound(to: GMimeStreamMem.self)
        guard let array = unsafe g_mime_stream_mem_get_byte_array(memory) else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len)))
    }
}
