import Foundation
import Templating

/// The keys of `--json`, which scripts rely on: none is left out, what there is not is null.
enum JSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    struct Diagnostic: Encodable {
        let severity: String
        let id: String
        let file: String
        @NullWhenNil var line: Int?
        @NullWhenNil var column: Int?
        @NullWhenNil var cell: String?
        @NullWhenNil var recipient: String?
        let message: String
        @NullWhenNil var suggestion: String?

        init(_ diagnostic: Templating.Diagnostic) {
            severity = diagnostic.severity.rawValue
            id = diagnostic.problem.id.rawValue
            file = diagnostic.place.file
            line = diagnostic.place.line
            column = diagnostic.place.column
            cell = diagnostic.place.cell
            recipient = diagnostic.place.recipient
            message = diagnostic.problem.message
            suggestion = diagnostic.problem.suggestion
        }
    }
}

/// An optional that is encoded as null instead of left out.
@propertyWrapper
struct NullWhenNil<Wrapped: Encodable>: Encodable {
    var wrappedValue: Wrapped?

    /// Written out, so that structures that use it are initialised with the optional itself.
    init(wrappedValue value: Wrapped?) {
        wrappedValue = value
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue {
            try container.encode(wrappedValue)
        } else {
            try container.encodeNil()
        }
    }
}
