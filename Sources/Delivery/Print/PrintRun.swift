internal import Exporter
internal import Foundation
internal import Registry
internal import Templating
internal import Workspace

/// Makes a batch for the printer: a directory with PDFs of all letters in the order of the post, each with what is
/// enclosed, one of each letter, the list of addresses, and a cover sheet. It is there as a whole, with what the registry says of it, or not at all.
package struct PrintRun {
    /// What is in a batch.
    package struct Made: Sendable {
        package let batch: Int
        package let directory: String
        package let letters: Int
        package let pages: Int
        package let sha256: String
        /// All letters, in their order.
        package let files: [String]
    }

    /// Where it comes to stand.
    package struct Place: Sendable {
        let folder: String
        let directory: String?
        let protecting: [String]
        let perFile: Int

        /// In `directory`; or, when that is nil, in one in `folder` that has the numbers of mailing and batch. It may not be
        /// in `protecting`. No PDF of a new batch has more letters than `perFile`.
        package init(in folder: String, as directory: String?, protecting: [String], perFile: Int) {
            self.folder = folder
            self.directory = directory
            self.protecting = protecting
            self.perFile = perFile
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
        let plan = Plan(
            number: number, codes: dispatches.map(\.code), perFile: place.perFile, author: author.name,
            time: author.time)
        return try make(plan) { (sha256) throws(RegistryError) in
            try registry.addBatch(
                number, of: dispatches, perFile: place.perFile, sha256: sha256, in: mailing.number, lock, by: author)
        }
    }

    /// One that was made before, to the last byte as it was.
    func makeAgain(_ number: Int) throws(RegistryError) -> Made {
        let batch = try registry.batch(number, of: mailing.number)
        let plan = Plan(
            number: number, codes: batch.codes, perFile: batch.perFile, author: batch.author, time: batch.time)
        return try make(plan) { (sha256) throws(RegistryError) in
            if sha256 != batch.sha256 {
                throw .damaged("batch \(number) would not be what it was: run 'oproep audit'")
            }
        }
    }

    /// What a batch is made of.
    private struct Plan {
        let number: Int
        let codes: [String]
        /// Nil when all are in one file.
        let perFile: Int?
        let author: String
        let time: String
    }

    private func make(_ plan: Plan, sealed: (_ sha256: String) throws(RegistryError) -> Void) throws(RegistryError)
        -> Made
    {
        let directory = place.path(mailing.number, plan.number)
        if (try? FileManager.default.attributesOfItem(atPath: directory)) != nil {
            throw .refused(["'\(directory)' is there already: name another with --output, or take it away"])
        }
        let letter = try registry.letter(of: mailing.number).compiled.letter
        let wanted = Set(plan.codes)
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
            return try write(addresses, attachments, plan, directory, letter.language, sealed)
        } catch {
            throw RegistryError(error)
        }
    }

    private func write(
        _ addresses: [(PostalAddress, code: String, name: String)], _ attachments: [[UInt8]], _ plan: Plan,
        _ directory: String, _ language: Language, _ sealed: (_ sha256: String) throws(RegistryError) -> Void
    ) throws -> Made {
        var files = BatchFiles(
            in: try LetterFolder(at: directory, protecting: place.protecting, force: false), language,
            attachments: attachments, letters: addresses.count, perFile: plan.perFile)
        for (index, (address, code, name)) in addresses.enumerated() {
            observer.progress(index, addresses.count)
            guard observer.goesOn() else { throw LetterFailure.interrupted }
            guard let pdf = try registry.document(of: mailing.number, to: code, as: .pdf) else {
                throw RegistryError.damaged("the PDF of \(code) is not there: run 'oproep audit'")
            }
            try files.add(pdf, to: code, name, address)
        }
        let sha256 = try files.finish()
        let made = Made(
            batch: plan.number, directory: directory, letters: addresses.count, pages: files.pages, sha256: sha256,
            files: files.parts)
        let cover = CoverSheet(mailing, made, author: plan.author, time: plan.time, language: language)
        observer.progress(addresses.count, addresses.count)
        try files.commit(mailing.letter, cover) { () throws(LetterFailure) in
            do throws(RegistryError) { try sealed(sha256) } catch { throw LetterFailure(error) }
        }
        return made
    }
}
