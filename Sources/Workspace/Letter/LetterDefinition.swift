package import Templating

/// What `letter.yaml` says: the letter's contract. A value that was refused is nil or left out, and reported.
package struct LetterDefinition: Sendable {
    package static let fileName = "letter.yaml"

    package let subject: Fragment?
    package let date: CalendarDate?
    package let language: LanguageTag
    package let reference: Fragment?
    package let caseNumber: String?
    package let contact: Contact?
    package let addressees: Addressees?
    package let figures: TableDefinition?
    package let tables: [TableDefinition]
    package let derived: [DerivedDefinition]
    package let checks: [CheckDefinition]
    /// Words of the letter's own, in the order of the file.
    package let values: [ValueDefinition]
    package internal(set) var signatory: Signatory?
    package let email: EmailDefinition?
    package let copies: [String]
    package let attachments: [String]
    package let replyBy: CalendarDate?

    let file: YAMLFile
}

/// The official who knows about it (behandelaar).
package struct Contact: Hashable, Sendable {
    package let name: String?
    package let phone: String?
    package let email: EmailAddress?
}

/// Which list the recipients are in, and who of them is addressed.
package struct Addressees: Sendable {
    package let list: String?
    package let condition: Fragment?
    /// Of a reminder: the number of the mailing whose silent recipients are addressed.
    package let unanswered: Int?
    let place: Place
    let unansweredPlace: Place
}

package struct DerivedDefinition: Sendable {
    package let name: String
    package let expression: Fragment
    let place: Place
}

/// A value of the letter's own: `values.grens`.
package struct ValueDefinition: Sendable {
    package let name: String
    package let type: ColumnType
    /// Nil when it was refused, which is reported.
    package let value: Value?
}

package struct CheckDefinition: Sendable {
    package let that: Fragment
    package let because: String
}

/// Who signs, and on whose behalf.
package struct Signatory: Hashable, Sendable {
    package let closing: String?
    package let onBehalfOf: String?
    package let name: String?
    package let title: String?
    /// An image in the letter's folder.
    package internal(set) var signature: String?
}

/// The message that a letter is sent with.
package struct EmailDefinition: Sendable {
    package let subject: Fragment?
    /// A file in the letter's folder.
    package let text: String?
}
