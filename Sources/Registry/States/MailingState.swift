/// How far a mailing is.
package enum MailingState: String, Hashable, Sendable, CaseIterable {
    case frozen, approved, sending, done, cancelled

    init(isApproved: Bool, deliveries: Set<DeliveryState>) {
        if deliveries == [.cancelled] {
            self = .cancelled
        } else if !isApproved {
            self = .frozen
        } else if deliveries.isSubset(of: [.ready, .cancelled]) {
            self = .approved
        } else {
            let isOpen = deliveries.contains { $0.isToLeave || $0 == .inDoubt || $0 == .sending }
            self = isOpen ? .sending : .done
        }
    }
}
