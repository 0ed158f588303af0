/// Where a sequence stands in another, found by the algorithm of Knuth, Morris and Pratt: in linear time.
struct Occurrences {
    private(set) var starts: [Int] = []

    init(of wanted: [Int32], in text: [Int32]) {
        guard !wanted.isEmpty, wanted.count <= text.count else { return }
        // How much of the beginning is right again when one character is wrong.
        var borders = [0]
        var length = 0
        for index in wanted.indices.dropFirst() {
            while length > 0, wanted[index] != wanted[length] { length = borders[length - 1] }
            if wanted[index] == wanted[length] { length += 1 }
            borders.append(length)
        }
        length = 0
        for (index, character) in text.enumerated() {
            while length > 0, length == wanted.count || character != wanted[length] { length = borders[length - 1] }
            if length < wanted.count, character == wanted[length] { length += 1 }
            if length == wanted.count { starts.append(index - length + 1) }
        }
    }
}
