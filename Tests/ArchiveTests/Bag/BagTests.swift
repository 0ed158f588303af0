import Testing

@testable import Archive

struct BagTests {
    @Test func `a bag has room for the letters of every municipality, many times over`() {
        #expect(Bag.maximumFiles > 342 * 100)
    }
}
