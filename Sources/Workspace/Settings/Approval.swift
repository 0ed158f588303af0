/// How many people it takes to release a frozen mailing.
package enum Approval: String, Hashable, Sendable, CaseIterable {
    case onePerson = "one-person"
    case twoPerson = "two-person"
}
