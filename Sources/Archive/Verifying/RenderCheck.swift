internal import Exporter
internal import Registry
internal import Templating
internal import Workspace

/// Fills the frozen letter with the frozen data anew, and compares what comes of it, and where its figures come from,
/// with what is in the bag: documents member by member, as another version of zlib compresses in another way.
struct RenderCheck {
    private(set) var problems: [String] = []
    private(set) var count = 0

    private static let sourceLimit = 200_000_000
    private static let letterLimit = 100_000_000

    init(_ bag: inout BagReader, _ contents: BagContents, _ freeze: FreezeCheck) {
        var files: [(name: String, bytes: [UInt8])] = []
        for source in freeze.sources {
            let found = contents.sources.first { $0.sha256 == source.sha256 }
            guard let bytes = found.flatMap({ bag.bytes(of: $0.path, limit: Self.sourceLimit) }) else { continue }
            files.append((source.name, bytes))
        }
        let letters = freeze.letters.filter { $0.format == Format.odt.rawValue }
        let corrected = freeze.relation.flatMap { $0.name == "correction" ? $0.mailing : nil }
        do throws(RegistryError) {
            let (compiled, _) = try FrozenFiles(files).letter(
                freeze.letter, correcting: corrected, to: Set(letters.map(\.code)))
            try compare(&bag, contents, letters, compiled)
        } catch {
            problems.append("the letters cannot be made of the files in the bag: \(LetterFailure(error).sentence)")
        }
    }

    private mutating func compare(
        _ bag: inout BagReader, _ contents: BagContents, _ letters: [FreezeCheck.Letter], _ compiled: CompiledLetter
    ) throws(RegistryError) {
        let filler: LetterFiller
        do throws(LetterError) {
            filler = try LetterFiller(compiled)
        } catch {
            throw RegistryError(error)
        }
        let explainer = Explainer(compiled)
        let recipients = Dictionary(compiled.letter.recipients.map { ($0.code.description, $0) }) { first, _ in first }
        for letter in letters {
            count += 1
            guard let path = contents.files(with: letter.sha256).first?.path,
                let kept = bag.bytes(of: path, limit: Self.letterLimit)
            else {
                problems.append("the letter to \(letter.code) is not there")
                continue
            }
            guard let recipient = recipients[letter.code],
                let made = try? filler.fill(recipient, as: .odt), ZIPMembers.areSame(made, kept)
            else {
                problems.append("'\(path)' is not what comes of the frozen letter and its data")
                continue
            }
            let provenance = "\(path.dropLast(".odt".count))_herkomst.json"
            let explanation = explainer.explain(recipient)
            let told = [explanation, explanation.withoutRepetitions].map {
                $0.json(of: compiled.letter.name, to: recipient)
            }
            if !(bag.bytes(of: provenance, limit: Self.letterLimit).map(told.contains) ?? false) {
                problems.append("'\(provenance)' is not where the figures of the letter come from")
            }
        }
    }
}
