package import Exporter
internal import Foundation
package import Registry
internal import Templating
internal import Workspace

/// Makes a batch for the printer: a directory with one PDF of all letters in the order of the post, one of each letter,
/// the list of addresses, and a cover sheet. It is there as a whole, with what the registry says of it, or not at all.
package struct PrintRun {
    /// What is in a batch.
    package struct Made: Sendable {
        package let batch: Int
        package let directory: String
        package let letters: Int
        package let pages: Int
        package let sha256: String
    }

    private let registry: Registry
    private let mailing: Mailing
    private let protecting: [String]

    package init(_ registry: Registry, _ mailing: Mailing, protecting: [String]) {
        self.registry = registry
        self.mailing = mailing
        self.protecting = protecting
    }

    /// The next batch, of dispatches that are ready. `directory` may not be there yet; nil for `folder/mailing-N-batch-B`.
    package func make(
        _ dispatches: [Outgoing], in folder: String, as directory: String?, _ lock: borrowing SenderLock,
        by author: Author, progress: (_ done: Int, _ total: Int) -> Bool
    ) throws(LetterFailure) -> Made {
        let number = try wrap { () throws(RegistryError) in try registry.batches(of: mailing.number) }.count + 1
        let directory = directory ?? "\(folder)/mailing-\(mailing.number)-batch-\(number)"
        if (try? FileManager.default.attributesOfItem(atPath: directory)) != nil {
            throw .refused("'\(directory)' is there already: name another with --output, or take it away")
        }
        return try make(number, dispatches.map(\.code), in: directory, author.name, author.time, progress) {
            (sha256) throws(RegistryError) in
            try registry.addBatch(
                number, of: dispatches, sha256: sha256, in: mailing.number, lock, by: author)
        }
    }

    /// One that was made before, to the last byte as it was.
    package func makeAgain(
        _ number: Int, in folder: String, as directory: String?, progress: (_ done: Int, _ total: Int) -> Bool
    ) throws(LetterFailure) -> Made {
        let batch = try wrap { () throws(RegistryError) in try registry.batch(number, of: mailing.number) }
        let directory = directory ?? "\(folder)/mailing-\(mailing.number)-batch-\(number)"
        return try make(number, batch.codes, in: directory, batch.author, batch.time, progress) {
            (sha256) throws(RegistryError) in
            if sha256 != batch.sha256 {
                throw .damaged("batch \(number) would not be what it was: run 'oproep audit'")
            }
        }
    }

    private func make(
        _ number: Int, _ codes: [String], in directory: String, _ author: String, _ time: String,
        _ progress: (Int, Int) -> Bool, sealed: (_ sha256: String) throws(RegistryError) -> Void
    ) throws(LetterFailure) -> Made {
        let letter = try wrap { () throws(RegistryError) in try registry.letter(of: mailing.number) }.compiled.letter
        let wanted = Set(codes)
        let addresses = letter.recipients.filter { wanted.contains($0.code.description) }.map { recipient in
            (PostalAddress(of: recipient, letter), code: recipient.code.description, name: recipient.name)
        }.sorted { PostalAddress.isBefore(($0.0, $0.code), ($1.0, $1.code)) }
        var folder = try LetterFolder(at: directory, protecting: protecting, force: false)
        var (joined, list, sums) = (JoinedPDF(), AddressList(in: letter.language), Checksums())
        for (index, (address, code, name)) in addresses.enumerated() {
            guard progress(index, addresses.count) else { throw .interrupted }
            let pdf = try wrap { () throws(RegistryError) in
                try registry.document(of: mailing.number, to: code, as: .pdf)
            }
            guard let pdf, let pages = joined.append(pdf) else {
                throw .failed("the PDF of \(code) cannot be read: run 'oproep audit'")
            }
            let file = try folder.add(pdf, to: code, name, as: .pdf)
            sums.add(pdf, as: file)
            list.add(address, code: code, file: file, pages: pages)
        }
        guard let whole = joined.bytes() else { throw .failed("the letters cannot be joined in one PDF") }
        for (file, bytes) in [(Self.allLetters, whole), (AddressList.fileName, list.bytes)] {
            try folder.add(bytes, as: file)
            sums.add(bytes, as: file)
        }
        let sha256 = ContentHash(of: sums.bytes).hex
        try folder.add(sums.bytes, as: Checksums.fileName)
        let made = Made(
            batch: number, directory: directory, letters: addresses.count, pages: list.pages, sha256: sha256)
        let cover = CoverSheet(mailing, made, author: author, time: time, language: letter.language)
        try folder.add(Array(cover.html.utf8), as: CoverSheet.fileName)
        _ = progress(addresses.count, addresses.count)
        try folder.commit(mailing.letter) { () throws(LetterFailure) in
            try wrap { () throws(RegistryError) in try sealed(sha256) }
        }
        return made
    }

    static let allLetters = "all-letters.pdf"

    private func wrap<Value>(_ body: () throws(RegistryError) -> Value) throws(LetterFailure) -> Value {
        do throws(RegistryError) {
            return try body()
        } catch {
            throw LetterFailure(error)
        }
    }
}
