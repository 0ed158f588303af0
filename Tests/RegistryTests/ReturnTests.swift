import Support
import Templating
import Testing

@testable import Registry

@Suite("What came back and is sent once more")
struct ReturnTests {
    private func office() async throws -> Office {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent)
        try office.record(.returned, ["GM0150", "GM0193"], on: "2024-07-20")
        return office
    }

    @Test func `it is asked for, and the return stays to be seen`() async throws {
        let office = try await office()
        let refusal = try office.refusal { try office.record(.sent, ["GM0150"], on: "2024-07-22") }
        #expect(refusal?.contains("it came back on 2024-07-20") == true && refusal?.contains("--again") == true)
        try office.record(.sent, ["GM0150"], on: "2024-07-22", again: true)
        let status = try office.status()
        #expect(status.closes && status.repeated == 1)
        #expect(status.deliveryOfRecipients == [.returned: 1, .sent: 24])
        #expect(try office.row("GM0150").returnedOn?.description == "2024-07-20")
        #expect(try office.row("GM0150").sentOn?.description == "2024-07-22")
        #expect(try office.row("GM0141").returnedOn == nil)
        #expect(status.outstanding == 25)
        // To say it twice changes nothing, and what did not come back is not sent once more.
        #expect(try office.record(.sent, ["GM0150"], on: "2024-07-22", again: true).unchanged.count == 1)
        let plain = try office.refusal { try office.record(.sent, ["GM0141"], on: "2024-07-22", again: true) }
        #expect(plain?.contains("GM0141") == true)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a return that was a mistake is not seen`() async throws {
        let office = try await office()
        let event = try #require(
            try office.registry().history(of: "GM0150").entries.last { $0.kind == .returned }?.event)
        _ = try office.registry().retract(event: event, in: 1, note: nil, by: office.author())
        #expect(try office.row("GM0150").returnedOn == nil)
        #expect(try office.row("GM0193").returnedOn != nil)
    }

    @Test func `nobody is meant by another code who is named, or is one of another mailing`() async throws {
        let office = try await office()
        try office.writeReminder()
        try office.record(.answered, ["GM0141"], on: "2024-08-01")
        try await office.mailing("rappel")
        let other = try office.refusal { try office.record(.sent, ["GM0141"], in: 2, on: "2024-09-17") }
        #expect(other == "mailing 2 has no recipient 'GM0141', who is one of mailing 1")
        let near = try office.refusal { try office.record(.sent, ["GM0151"], on: "2024-09-17") }
        #expect(near?.contains("did you mean 'GM0141'?") == true)
        let taken = try office.refusal { try office.record(.sent, ["GM0151", "GM0141"], on: "2024-09-17") }
        #expect(taken?.contains("'GM0141'") == false, "\(taken ?? "")")
    }
}
