internal import Glibc

/// Places where it matters that the program may be killed: the tests have it killed at each. A program for use has none
/// of this.
package enum CrashPoint: String, CaseIterable {
    case freezeRendered = "freeze-rendered"
    case freezeStaged = "freeze-staged"
    case freezeStored = "freeze-stored"
    case freezeCommitted = "freeze-committed"
    case approveStored = "approve-stored"
    case approveCommitted = "approve-committed"
    case recordStored = "record-stored"
    case recordCommitted = "record-committed"
    case evidenceStored = "evidence-stored"
    case orphansStored = "orphans-stored"
    case sendOffered = "send-offered"
    /// What came of it is in a file beside the registry.
    case sendKept = "send-kept"
    case outcomeStored = "outcome-stored"
    case outcomeCommitted = "outcome-committed"
    case sendStored = "send-stored"
    case sendCommitted = "send-committed"
    case batchStored = "batch-stored"
    case batchCommitted = "batch-committed"
    case archiveSealed = "archive-sealed"
    case archiveBegun = "archive-begun"
    case archivePlaced = "archive-placed"
    case archiveCommitted = "archive-committed"
    case destroyStored = "destroy-stored"
    case destroyCommitted = "destroy-committed"
    case destroyEmptied = "destroy-emptied"
    case restoreStaged = "restore-staged"
    case restoreSaved = "restore-saved"
    case restoreReplaced = "restore-replaced"
    case restoreStored = "restore-stored"
    case restoreCommitted = "restore-committed"

    package func reach() {
        #if DEBUG
            guard let name = unsafe getenv("OPROEP_CRASH_POINT"), unsafe String(cString: name) == rawValue else {
                return
            }
            kill(getpid(), SIGKILL)
        #endif
    }
}
