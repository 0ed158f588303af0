internal import CFuzzer
internal import Glibc

// fuzzer READER [options of libFuzzer] [folders with examples]

let reader: Reader

@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    unsafe reader.read(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}

guard CommandLine.arguments.count > 1, let named = Reader(rawValue: CommandLine.arguments[1]) else {
    print("usage: fuzzer \(Reader.allCases.map(\.rawValue).joined(separator: "|")) [options] [folders]")
    exit(64)
}
reader = named
// Without the name of the reader, as libFuzzer knows its own options only.
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv + 1
unsafe arguments?.pointee = CommandLine.unsafeArgv[0]
exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, read))
