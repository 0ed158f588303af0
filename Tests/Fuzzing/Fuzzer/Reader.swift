import Foundation
import Templating

@testable import Archive
@testable import Containers
@testable import Delivery
@testable import Exporter
@testable import Workspace

/// What takes bytes from anyone: whatever they are it ends, soon, with an answer or an error.
enum Reader: String, CaseIterable {
    case zip, xml, csv, yaml, mail, log

    func read(_ bytes: [UInt8]) {
        switch self {
        case .zip: readZIP(bytes)
        case .xml: _ = DocumentElement.read(bytes, file: "letter.fodt")
        case .csv:
            var diagnostics = Diagnostics()
            _ = try? CSVReader.read(bytes, file: "figures.csv", header: .likely, diagnostics: &diagnostics)
        case .yaml:
            var diagnostics = Diagnostics()
            let text = String(decoding: bytes, as: UTF8.self)
            _ = YAMLComposer(SourceFile(name: "letter.yaml", text: text)).compose(diagnostics: &diagnostics)
        case .mail: _ = ReceivedMessage(bytes)
        case .log: readLog(bytes)
        }
    }

    /// Logs are read from files, as they may be long.
    private func readLog(_ bytes: [UInt8]) {
        let path = "/dev/shm/oproep-fuzzer-\(getpid()).log"
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { return }
        _ = try? PostfixLog.read([path], now: Date(timeIntervalSince1970: 1_720_000_000))
    }

    private func readZIP(_ bytes: [UInt8]) {
        guard var zip = try? ZIPFileReader(bytes, name: "bag.zip") else { return }
        for entry in zip.entries { try? zip.read(entry) { _ in } }
    }
}
