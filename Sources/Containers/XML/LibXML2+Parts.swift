internal import CLibXML2

extension LibXML2 {
    /// See `XMLReader`.
    static func forEachPart(
        of bytes: [UInt8], _ limits: XMLLimits, _ body: @escaping (XMLElement) -> Void
    ) throws(XMLError) -> (root: XMLName, elements: [XMLName]) {
        _ = initialised
        try XMLExtent.check(bytes, limits)
        let builder = PartBuilder(limits.depth, body)
        var reports: [XMLError.Report] = []
        collecting(&reports) {
            guard let context = unsafe xmlNewParserCtxt() else { return }
            defer { unsafe xmlFreeParserCtxt(context) }
            unsafe context.pointee.sax.pointee = PartBuilder.handler
            unsafe context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
            unsafe builder.context = context
            unsafe bytes.withUnsafeBytes { bytes in
                let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                // There is no tree: what comes of it is nothing.
                unsafe xmlFreeDoc(xmlCtxtReadMemory(context, start, Int32(bytes.count), nil, nil, options))
            }
            unsafe builder.context = nil
        }
        if let refusal = builder.refusal { throw refusal }
        guard let root = builder.root, reports.isEmpty else { throw .notWellFormed(reports) }
        return (root, builder.elements)
    }

    /// Puts elements together as libxml2 comes upon them. It outlives the reading, which keeps a pointer to it.
    @safe fileprivate final class PartBuilder {
        private let maximumDepth: Int
        private let body: (XMLElement) -> Void
        /// Of elements two levels under the root, and those in them.
        private var open: [XMLElement] = []
        private var depth = 0
        private(set) var root: XMLName?
        private(set) var elements: [XMLName] = []
        private(set) var refusal: XMLError?
        /// While it is read.
        var context: xmlParserCtxtPtr?

        init(_ maximumDepth: Int, _ body: @escaping (XMLElement) -> Void) {
            self.maximumDepth = maximumDepth
            self.body = body
        }

        static var handler: xmlSAXHandler {
            var handler = unsafe xmlSAXHandler()
            unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
            unsafe handler.internalSubset = { builder, _, _, _ in
                unsafe PartBuilder.of(builder)?.stop(.documentType)
            }
            unsafe handler.startElementNs = { builder, local, _, uri, _, _, _, _, _ in
                unsafe PartBuilder.of(builder)?.start(local, uri)
            }
            unsafe handler.endElementNs = { builder, _, _, _ in unsafe PartBuilder.of(builder)?.end() }
            unsafe handler.characters = { builder, text, count in unsafe PartBuilder.of(builder)?.text(text, count) }
            return unsafe handler
        }

        private static func of(_ pointer: UnsafeMutableRawPointer?) -> PartBuilder? {
            guard let pointer = unsafe pointer else { return nil }
            return unsafe Unmanaged<PartBuilder>.fromOpaque(pointer).takeUnretainedValue()
        }

        private func stop(_ why: XMLError) {
            refusal = refusal ?? why
            if let context = unsafe context { unsafe xmlStopParser(context) }
        }

        private func start(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) {
            let name = unsafe XMLName(XMLNamespace(uri: LibXML2.string(uri)), LibXML2.string(local))
            let line = unsafe context.map { unsafe Int(xmlSAX2GetLineNumber($0)) } ?? 0
            depth += 1
            if depth > maximumDepth { return stop(.tooDeep(limit: maximumDepth, line: line)) }
            switch depth {
            case 1: root = name
            // One is all that is looked for.
            case 2: if elements.count < 2 { elements.append(name) }
            default: open.append(XMLElement(name, line: line))
            }
        }

        private func text(_ characters: UnsafePointer<xmlChar>?, _ count: Int32) {
            guard let last = open.indices.last, let characters = unsafe characters else { return }
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: characters, count: Int(count)), as: UTF8.self)
            guard case .text(var before)? = open[last].children.last else {
                return open[last].children.append(.text(text))
            }
            // Taken out first, so that it is not copied each time.
            open[last].children.removeLast()
            before += text
            open[last].children.append(.text(before))
        }

        private func end() {
            depth -= 1
            guard let element = open.popLast() else { return }
            if open.isEmpty { body(element) } else { open[open.count - 1].children.append(.element(element)) }
        }
    }
}
