import Templating

/// Why a value as written is not what it should be. Who read it knows where it stands and makes the problem of it.
struct Refusal: Error, Sendable {
    private let make: @Sendable (_ context: String) -> Problem

    /// `context` is put after the message: `; Zwolle (GM0193), column 'eind'`.
    init(_ make: @escaping @Sendable (_ context: String) -> Problem) {
        self.make = make
    }

    func problem(for context: String) -> Problem { make(context) }
}
