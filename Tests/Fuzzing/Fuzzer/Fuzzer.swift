import Foundation

/// What libFuzzer calls, whose main this program has.
enum Fuzzer {
    /// OPROEP_READER names it.
    static let reader = ProcessInfo.processInfo.environment["OPROEP_READER"].flatMap(Reader.init)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let reader = Fuzzer.reader else {
        print("OPROEP_READER is one of \(Reader.allCases.map(\.rawValue).joined(separator: ", "))")
        exit(64)
    }
    unsafe reader.read(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}
