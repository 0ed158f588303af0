internal import CLibXML2

/// An XML Schema that was read, for documents to be judged by. One at a time: a reader of its own for each thread.
@safe package struct XMLSchema: ~Copyable {
    package enum Refusal: Error, Equatable, Sendable {
        /// The schema itself cannot be used: why.
        case unusable(String)
    }

    private let schema: xmlSchemaPtr
    /// libxml2 makes the types of XSD when it first needs them, and takes them for made as soon as another thread has begun.
    private static let types: Void = xmlSchemaInitTypes()

    /// Reads a schema, and those that it includes, from this computer only.
    package init(path: String) throws(Refusal) {
        _ = Self.types
        var reports: [XMLError.Report] = []
        let read = unsafe LibXML2.collecting(&reports) { () -> xmlSchemaPtr? in
            guard let context = unsafe xmlSchemaNewParserCtxt(path) else { return nil }
            defer { unsafe xmlSchemaFreeParserCtxt(context) }
            return unsafe xmlSchemaParse(context)
        }
        guard let read = unsafe read else {
            throw .unusable(reports.first?.message ?? "it cannot be read")
        }
        unsafe schema = read
    }

    deinit {
        unsafe xmlSchemaFree(schema)
    }

    /// What is wrong with a document, each with its line; empty when it is valid.
    package borrowing func problems(of bytes: [UInt8]) -> [(message: String, line: Int)] {
        var reports: [XMLError.Report] = []
        let schema = unsafe self.schema
        let isValid = LibXML2.collecting(&reports) { () -> Bool in
            guard let document = unsafe LibXML2.document(bytes) else { return false }
            defer { unsafe xmlFreeDoc(document) }
            guard let context = unsafe xmlSchemaNewValidCtxt(schema) else { return false }
            defer { unsafe xmlSchemaFreeValidCtxt(context) }
            return unsafe xmlSchemaValidateDoc(context, document) == 0
        }
        if isValid { return [] }
        return reports.isEmpty ? [("it is not valid", 1)] : reports.map { ($0.message, $0.line) }
    }
}
