internal import CLibXML2

/// Writes a document piece by piece, and owns the C writer and its buffer. It fails only when there is no memory
/// left, where Swift stops as well; so that stops here, too.
@safe package struct XMLWriter: ~Copyable {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr

    /// Begins a document with its XML declaration.
    package init() {
        guard let buffer = unsafe xmlBufferCreate(), let writer = unsafe xmlNewTextWriterMemory(buffer, 0) else {
            preconditionFailure("out of memory")
        }
        unsafe (self.buffer, self.writer) = (buffer, writer)
        unsafe check(xmlTextWriterStartDocument(writer, nil, "UTF-8", nil))
    }

    deinit {
        unsafe xmlFreeTextWriter(writer)
        unsafe xmlBufferFree(buffer)
    }

    /// From here on each element stands on a line of its own, unless it is in the midst of text.
    package func indent() {
        unsafe check(xmlTextWriterSetIndent(writer, 1))
        unsafe check(xmlTextWriterSetIndentString(writer, "  "))
    }

    package func startElement(_ name: String) {
        unsafe check(xmlTextWriterStartElement(writer, name))
    }

    /// Writes the `>` of a start tag that waits for attributes or content, so that the element is not closed as an
    /// empty one. In an attribute's value it does nothing.
    package func completeStartTag() {
        unsafe check(xmlTextWriterWriteRaw(writer, ""))
    }

    package func endElement() {
        unsafe check(xmlTextWriterEndElement(writer))
    }

    package func startAttribute(_ name: String) {
        unsafe check(xmlTextWriterStartAttribute(writer, name))
    }

    package func endAttribute() {
        unsafe check(xmlTextWriterEndAttribute(writer))
    }

    /// Writes what is escaped already.
    package func write(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe check(xmlTextWriterWriteRawLen(writer, start, Int32(bytes.count)))
        }
    }

    package func endDocument() {
        unsafe check(xmlTextWriterEndDocument(writer))
    }

    /// Takes what was written since the last time.
    package func take() -> [UInt8] {
        unsafe check(xmlTextWriterFlush(writer))
        defer { unsafe xmlBufferEmpty(buffer) }
        return unsafe Array(
            UnsafeBufferPointer(start: xmlBufferContent(buffer), count: Int(xmlBufferLength(buffer))))
    }

    private func check(_ result: Int32) {
        precondition(result >= 0, "libxml2 could not write")
    }
}
