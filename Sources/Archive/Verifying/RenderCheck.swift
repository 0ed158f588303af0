struct RenderCheck {
    private(set) var problems: [String] = []
    private(set) var count = 0
    init(_ bag: inout BagReader, _ contents: BagContents, _ freeze: FreezeCheck) {}
}
