/// Why something was not written. What was to be replaced is then as it was.
package enum DiskError: Error, Equatable, Sendable {
    package enum Action: String, Sendable {
        case read, create, write, replace
    }

    /// There is something, which is not to be replaced.
    case occupied(String)
    /// Another process makes the same.
    case inUse(String)
    /// The file system cannot exchange two folders.
    case cannotExchange(String)
    case failed(Action, String, SystemError)

    /// Tells what was being done, and to what, when the system did not let it.
    package static func wrap<Value: ~Copyable>(
        _ action: Action, _ path: @autoclosure () -> String, _ body: () throws(SystemError) -> Value
    ) throws(DiskError) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw .failed(action, path(), error)
        }
    }
}
