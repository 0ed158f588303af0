import Exporter
import Support
import Testing
import Workspace

@testable import Registry

/// Every step that there is, and every step that there is not.
@Suite("What can follow on what")
struct TransitionTests {
    /// Rows: where it is; columns: what happens; cells: what becomes of it, `-` what is refused.
    private static let deliveries = """
        from       sent  delivered  returned  cancelled  in-doubt  found-sent  found-not-sent
        ready      sent  -          -         cancelled  in-doubt  sent        -
        batched    sent  -          -         cancelled  in-doubt  -           -
        sending    -     -          -         -          in-doubt  -           -
        deferred   sent  -          -         cancelled  in-doubt  sent        -
        refused    sent  -          -         cancelled  in-doubt  -           ready
        sent       -     delivered  returned  -          -         -           -
        delivered  -     -          returned  -          -         -           -
        returned   sent  -          -         -          -         -           -
        cancelled  -     -          -         -          -         -           -
        in-doubt   -     -          -         -          -         sent        ready
        """

    /// The same, of what `send` does.
    private static let sending = """
        from       batched  claimed  accepted  deferred  refused  not-offered
        ready      batched  sending  -         -         -        -
        batched    -        -        -         -         -        -
        sending    -        -        sent      deferred  refused  ready
        deferred   -        sending  -         -         -        -
        refused    -        -        -         -         -        -
        sent       -        -        -         -         -        -
        delivered  -        -        -         -         -        -
        returned   -        -        -         -         -        -
        cancelled  -        -        -         -         -        -
        in-doubt   -        -        -         -         -        -
        """

    private static let replies = """
        from          acknowledged  answered  extended      closed
        none          acknowledged  answered  none          closed
        acknowledged  -             answered  acknowledged  closed
        answered      -             -         -             closed
        closed        -             -         -             -
        """

    private static func cells(_ table: String) -> [(from: String, event: String, to: String?)] {
        let rows = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        return rows.dropFirst().flatMap { row in
            zip(rows[0], row).dropFirst().map { (row[0], $0, $1 == "-" ? nil : $1) }
        }
    }

    @Test func `a dispatch takes the steps of the table, and no others`() throws {
        let cells = Self.cells(Self.deliveries) + Self.cells(Self.sending)
        #expect(cells.count == DeliveryState.allCases.count * DeliveryState.steps.count)
        for cell in cells {
            let (state, kind) = try (
                #require(DeliveryState(rawValue: cell.from)), #require(EventKind(rawValue: cell.event))
            )
            #expect(state.after(kind)?.rawValue == cell.to, "\(cell)")
        }
    }

    @Test func `a reply takes the steps of the table, and no others`() throws {
        let cells = Self.cells(Self.replies)
        #expect(cells.count == ReplyState.allCases.count * ReplyState.steps.count)
        for cell in cells {
            let (state, kind) = try (
                #require(ReplyState(rawValue: cell.from)), #require(EventKind(rawValue: cell.event))
            )
            #expect(state.after(kind)?.rawValue == cell.to, "\(cell)")
        }
    }

    /// How a dispatch, or a reply, comes to be there.
    private static let ways: [String: [EventKind]] = [
        "ready": [], "sent": [.sent], "delivered": [.sent, .delivered], "returned": [.sent, .returned],
        "none": [.sent], "acknowledged": [.sent, .acknowledged], "answered": [.sent, .answered],
        "closed": [.sent, .closed],
    ]

    @Test func `what is recorded takes these steps, and what is refused changes nothing`() async throws {
        let office = try Office()
        let codes = try office.compiled().letter.recipients.map(\.code.description)
        var free: [String] = []
        var mailing = 0
        for cell in Self.cells(Self.deliveries) + Self.cells(Self.replies) {
            guard let kind = EventKind(rawValue: cell.event), Recording.kinds.contains(kind),
                let way = Self.ways[cell.from]
            else { continue }
            if free.isEmpty {
                mailing = try await office.mailing(again: true)
                free = codes
            }
            let code = free.removeLast()
            for kind in way { try office.record(kind, [code], in: mailing) }
            let before = try office.row(code, in: mailing)
            // On another day, so that it is not the same event once more.
            let refusal = try office.refusal {
                try office.record(
                    kind, [code], in: mailing, on: "2024-07-13", until: kind == .extended ? "2024-12-02" : nil,
                    again: cell.from == "returned" && kind == .sent)
            }
            let after = try office.row(code, in: mailing)
            let isDelivery = DeliveryState.steps[kind] != nil
            #expect((refusal == nil) == (cell.to != nil), "\(cell): \(refusal ?? "")")
            #expect(
                (isDelivery ? after.delivery.rawValue : after.reply.rawValue) == cell.to ?? cell.from, "\(cell)")
            if cell.to == nil {
                #expect(after.sentOn == before.sentOn && after.due == before.due)
                #expect(refusal?.contains(code) == true && refusal?.contains("'\(kind.rawValue)'") == true)
            }
        }
        #expect(try office.audit().isEmpty)
    }

    @Test(
        "A mailing's state follows from approval and its dispatches",
        arguments: [
            (false, ["ready"], "frozen"), (false, ["ready", "cancelled"], "frozen"),
            (false, ["cancelled"], "cancelled"),
            (true, ["ready"], "approved"), (true, ["ready", "cancelled"], "approved"),
            (true, ["cancelled"], "cancelled"),
            (true, ["ready", "sent"], "sending"), (true, ["in-doubt", "sent"], "sending"),
            (true, ["in-doubt"], "sending"), (true, ["sent", "returned", "cancelled"], "done"),
            (true, ["delivered"], "done"), (true, ["sending", "ready"], "sending"), (true, ["batched"], "sending"),
            (true, ["deferred", "sent"], "sending"), (true, ["refused", "sent"], "done"),
        ])
    func mailing(isApproved: Bool, deliveries: [String], expected: String) {
        let state = MailingState(isApproved: isApproved, deliveries: Set(deliveries.compactMap(DeliveryState.init)))
        #expect(state.rawValue == expected)
    }
}
