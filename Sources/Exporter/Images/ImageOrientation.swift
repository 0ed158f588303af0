/// How a picture lies that was stored on its side, or in a mirror (Exif 2.32 §4.6.4 A, tag Orientation): it is right when it
/// is mirrored, left for right, and then turned.
struct ImageOrientation: Equatable, Sendable {
    let isMirrored: Bool
    /// By a right angle, clockwise.
    let quarterTurns: Int

    static let upright = ImageOrientation(isMirrored: false, quarterTurns: 0)

    /// Nil for a number that means nothing.
    init?(exif number: Int) {
        let turns = [1: 0, 2: 0, 3: 2, 4: 2, 5: 3, 6: 1, 7: 1, 8: 3]
        guard let quarterTurns = turns[number] else { return nil }
        self.init(isMirrored: [2, 4, 5, 7].contains(number), quarterTurns: quarterTurns)
    }

    private init(isMirrored: Bool, quarterTurns: Int) {
        self.isMirrored = isMirrored
        self.quarterTurns = quarterTurns
    }

    /// Whether its width is its height when it is upright.
    var isSideways: Bool { quarterTurns % 2 == 1 }
}
