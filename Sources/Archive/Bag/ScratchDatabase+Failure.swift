internal import Exporter
internal import Registry

extension ScratchDatabase {
    /// What may fail of it for want of room.
    static func asking<Value>(_ body: () throws -> Value) throws(LetterFailure) -> Value {
        do {
            return try body()
        } catch let failure as LetterFailure {
            throw failure
        } catch {
            throw .failed("is there room for temporary files, in the folder of TMPDIR? (\(error))")
        }
    }
}
