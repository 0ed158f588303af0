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
        /// In how many places it is; the first few others are in `also`.
        let count: Int
        let also: [Other]

        init(_ diagnostic: Templating.Diagnostic) {
            severity = diagnostic.severity.rawValue
            id = diagnostic.problem.id.rawValue
            file = diagnostic.place.file
            line = diagnostic.place.line
            column = diagnostic.place.column
            cell = diagnostic.place.cell
            recipient = diagnostic.place.recipient
            message = diagnostic.message
            suggestion = diagnostic.problem.suggestion
            count = diagnostic.count
            also = diagnostic.others.map(Other.init)
        }

        struct Other: Encodable {
            @NullWhenNil var line: Int?
            @NullWhenNil var column: Int?
            @NullWhenNil var cell: String?
            @NullWhenNil var recipient: String?

            init(_ place: Place) {
                (line, column, cell, recipient) = (place.line, place.column, place.cell, place.recipient)
            }
        }
    }

    /// How many of a kind are not listed.
    struct LeftOut: Encodable {
        let id: String
        let count: Int

        static func all(_ diagnostics: Diagnostics) -> [LeftOut] {
            diagnostics.leftOut.map { LeftOut(id: $0.key.rawValue, count: $0.value) }.sorted { $0.id < $1.id }
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
