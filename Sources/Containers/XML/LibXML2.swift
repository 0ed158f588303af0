internal import CLibXML2

/// C tree in, Swift values out, everything freed before it returns.
package enum LibXML2 {
    /// Must have happened once before threads parse at the same time.
    static let initialised: Void = xmlInitParser()

    /// Without network, external entities or substitution; no option lifts libxml2's own limits.
    static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue)

    /// Reads a document of less than 2 GB.
    static func parse(_ bytes: [UInt8], _ limits: XMLLimits) throws(XMLError) -> XMLElement {
        _ = initialised
        try XMLExtent.check(bytes, limits)
        guard let context = unsafe xmlNewParserCtxt() else { throw .notWellFormed([]) }
        defer { unsafe xmlFreeParserCtxt(context) }
        var reports: [XMLError.Report] = []
        let document = unsafe collecting(&reports) { unsafe read(bytes, context) }
        defer { unsafe xmlFreeDoc(document) }
        if unsafe context.pointee.errNo == Int32(XML_ERR_USER_STOP.rawValue) { throw .documentType }
        if let deep = reports.first(where: { $0.message.hasPrefix("Excessive depth") }) {
            throw .tooDeep(limit: limits.depth, line: deep.line)
        }
        guard let root = unsafe xmlDocGetRootElement(document), reports.isEmpty else { throw .notWellFormed(reports) }
        return unsafe try element(root, depthLeft: limits.depth, limits)
    }

    /// The tree of a document, for its owner to free; nil when it is not well-formed, has a document type, or too much.
    static func document(_ bytes: [UInt8]) -> xmlDocPtr? {
        _ = initialised
        guard (try? XMLExtent.check(bytes, .usual)) != nil else { return nil }
        guard let context = unsafe xmlNewParserCtxt() else { return nil }
        defer { unsafe xmlFreeParserCtxt(context) }
        return unsafe read(bytes, context)
    }

    private static func read(_ bytes: [UInt8], _ context: xmlParserCtxtPtr) -> xmlDocPtr? {
        // A document type is where entities come from: stop there, before any is declared.
        unsafe context.pointee.sax.pointee.internalSubset = { context, _, _, _ in
            unsafe xmlStopParser(context?.assumingMemoryBound(to: xmlParserCtxt.self))
        }
        return unsafe bytes.withUnsafeBytes { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe xmlCtxtReadMemory(context, start, Int32(bytes.count), nil, nil, options)
        }
    }

    /// What libxml2 says while `body` runs.
    static func collecting<Value>(_ reports: inout [XMLError.Report], _ body: () -> Value) -> Value {
        unsafe withUnsafeMutablePointer(to: &reports) { reports in
            // Per thread, so that parallel parses keep their own: nothing may suspend before it is taken back.
            unsafe xmlSetStructuredErrorFunc(reports, collect)
            defer { xmlSetStructuredErrorFunc(nil, nil) }
            return body()
        }
    }

    private static let collect: xmlStructuredErrorFunc = { reports, error in
        guard let reports = unsafe reports?.assumingMemoryBound(to: [XMLError.Report].self),
            let error = unsafe error?.pointee,
            unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue, unsafe reports.pointee.count < 20
        else { return }
        var message = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
        while message.last?.isWhitespace == true { message.removeLast() }
        unsafe reports.pointee.append(XMLError.Report(message: message, line: Int(error.line)))
    }

    private static func element(_ node: xmlNodePtr, depthLeft: Int, _ limits: XMLLimits) throws(XMLError) -> XMLElement
    {
        let line = unsafe xmlGetLineNo(node)
        guard depthLeft > 0 else { throw .tooDeep(limit: limits.depth, line: line) }
        var result = unsafe XMLElement(name(node.pointee.name, node.pointee.ns), line: line)
        var attribute = unsafe node.pointee.properties
        while let current = unsafe attribute {
            unsafe result.attributes.append(
                XMLAttribute(
                    name: name(current.pointee.name, current.pointee.ns), value: text(current.pointee.children)))
            unsafe attribute = current.pointee.next
        }
        var child = unsafe node.pointee.children
        while let current = unsafe child {
            switch unsafe current.pointee.type {
            case XML_ELEMENT_NODE:
                unsafe result.children.append(.element(try element(current, depthLeft: depthLeft - 1, limits)))
            case XML_TEXT_NODE:
                let text = unsafe string(current.pointee.content)
                if case .text(let before)? = result.children.last {
                    result.children[result.children.count - 1] = .text(before + text)
                } else {
                    result.children.append(.text(text))
                }
            default: break  // Comments and processing instructions; without a document type there is nothing else.
            }
            unsafe child = current.pointee.next
        }
        return result
    }

    private static func name(_ local: UnsafePointer<xmlChar>?, _ namespace: xmlNsPtr?) -> XMLName {
        unsafe XMLName(XMLNamespace(uri: string(namespace?.pointee.href)), string(local))
    }

    /// The text nodes of an attribute's value.
    private static func text(_ first: xmlNodePtr?) -> String {
        var text = ""
        var node = unsafe first
        while let current = unsafe node {
            unsafe text += string(current.pointee.content)
            unsafe node = current.pointee.next
        }
        return text
    }

    static func string(_ characters: UnsafePointer<xmlChar>?) -> String {
        guard let characters = unsafe characters else { return "" }
        return unsafe String(cString: characters)
    }
}
