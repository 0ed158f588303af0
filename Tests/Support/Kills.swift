import Foundation

/// How often tests kill the program; 'make test-kill' does so more often.
package enum Kills {
    package static func count(usually: Int) -> Int {
        ProcessInfo.processInfo.environment["OPROEP_KILLS"].flatMap(Int.init) ?? usually
    }
}
