internal import Exporter
internal import Foundation
internal import Registry
internal import Templating
internal import Workspace

/// Makes a batch for the printer: a directory with one PDF of all letters in the order of the post, each with what is
/// enclosed, one of each letter, the list of addresses, and a cover sheet. It is there as a whole, with what the registry says of it, or not at all.
package struct PrintRun {
    /// What is in a batch.
    package struct Made: Sendable {
        package let batch: Int
        package let directory: String
        package let letters: Int
        package let pages: Int
        package let sha256: String
    }

    /// Where it comes to stand.
    package struct Place: Sendable {
        let folder: String
        let directory: String?
        let protecting: [String]

        /// In `directory`; or, when that is nil, in one in `folder` that has the numbers of mailing and batch. It may not be
        /// in `protecting`.
        package init(in folder: String, as directory: String?, protecting: [String]) {
            self.folder = folder
            self.directory = directory
            self.protecting = protecting
        }

        func path(_ mailing: Int, _ batch: Int) -> String {
            directory ?? "\(folder)/mailing-\(mailing)-batch-\(batch)"
        }
    }

    private let registry: Registry
    private let mailing: Mailing
    private let place: Place
    private let observer: Sending.Observer

    init(_ registry: Registry, _ mailing: Mailing, in place: Place, _ observer: Sending.Observer) {
        self.registry = registry
        self.mailing = mailing
        self.place = place
        self.observer = observer
    }

    /// The next batch, of dispatches that are ready.
    func make(
        _ dispatches: [Outgoing], _ lock: borrowing SenderLock, by author: Author
    ) throws(RegistryError) -> Made {
        let number = try registry.batches(of: mailing.number).count + 1
        return try make(number, dispatches.map(\.code), author.name, author.time) {
            (sha256) throws(RegistryError) in
            try registry.addBatch(
                number, of: dispatches, sha256: sha256, in: mailing.number, lock, by: author)
        }
    }

    /// One that was made before, to the last byte as it was.
    func makeAgain(_ number: Int) throws(RegistryError) -> Made {
        let batch = try registry.batch(number, of: mailing.number)
        return try make(number, batch.codes, batch.author, batch.time) { (sha256) throws(RegistryError) in
            if sha256 != batch.sha256 {
                throw .damaged("batch \(number) would not be what it was: run 'oproep audit'")
            }
        }
    }

    private func make(
        _ number: Int, _ codes: [String], _ author: String, _ time: String,
        sealed: (_ sha256: String) throws(RegistryError) -> Void
    ) throws(RegistryError) -> Made {
        let directory = place.path(mailing.number, number)
        if (try? FileManager.default.attributesOfItem(atPath: directory)) != nil {
            throw .refused(["'\(directory)' is there already: name another with --output, or take it away"])
        }
        let letter = try registry.letter(of: mailing.number).compiled.letter
        let wanted = Set(codes)
        let addresses = letter.recipients.filter { wanted.contains($0.code.description) }.map { recipient in
            (PostalAddress(of: recipient, letter), code: recipient.code.description, name: recipient.name)
        }.sorted { PostalAddress.isBefore(($0.0, $0.code), ($1.0, $1.code)) }
        do {
            let attachments = try letter.attachmentNames.map { name in
                guard let bytes = try registry.source(name, of: mailing.number) else {
                    throw RegistryError.damaged("the attachment '\(name)' was not frozen: run 'oproep audit'")
                }
                return bytes
            }
            return try write(addresses, attachments, number, directory, author, time, letter.language, sealed)
        } catch {
            throw RegistryError(error)
        }
    }

    private func write(
        _ addresses: [(PostalAddress, code: String, name: String)], _ attachments: [[UInt8]], _ number: Int,
        _ directory: String, _ author: String,
        _ time: String, _ language: Language, _ sealed: (_ sha256: String) throws(RegistryError) -> Void
    ) throws -> Made {
        var folder = try LetterFolder(at: directory, protecting: place.protecting, force: false)
        var (joined, list, sums) = (JoinedPDF(), AddressList(in: language), Checksums())
        for (index, (address, code, name)) in addresses.enumerated() {
            observer.progress(index, addresses.count)
            guard observer.goesOn() else { throw LetterFailure.interrupted }
            let pdf = try registry.document(of: mailing.number, to: code, as: .pdf)
            guard let pdf, var pages = joined.append(pdf) else {
                throw RegistryError.damaged("the PDF of \(code) cannot be read: run 'oproep audit'")
            }
            for attachment in attachments {
                guard let more = joined.append(attachment) else {
                    throw LetterFailure.refused("an attachment is no PDF, or a damaged one, and cannot be printed")
                }
                pages += more
            }
            let file = try folder.add(pdf, to: code, name, as: .pdf)
            sums.add(pdf, as: file)
            list.add(address, code: code, file: file, pages: pages)
        }
        guard let whole = joined.bytes() else { throw LetterFailure.failed("the letters cannot be joined in one PDF") }
        let enclosed = attachments.enumerated().map { ("attachment-\($0.offset + 1).pdf", $0.element) }
        for (file, bytes) in [(Self.allLetters, whole), (AddressList.fileName, list.bytes)] + enclosed {
            try folder.add(bytes, as: file)
            sums.add(bytes, as: file)
        }
        let sha256 = ContentHash(of: sums.bytes).hex
        try folder.add(sums.bytes, as: Checksums.fileName)
        let made = Made(
            batch: number, directory: directory, letters: addresses.count, pages: list.pages, sha256: sha256)
        let cover = CoverSheet(mailing, made, author: author, time: time, language: language)
        try folder.add(Array(cover.html.utf8), as: CoverSheet.fileName)
        observer.progress(addresses.count, addresses.count)
        try folder.commit(mailing.letter) { () throws(LetterFailure) in
            do throws(RegistryError) { try sealed(sha256) } catch { throw LetterFailure(error) }
        }
        return made
    }

    static let allLetters = "all-letters.pdf"
}
