internal import Disk
internal import Exporter

extension Schema {
    /// A document never changes, but for two things: its bytes go when all mailings that have it were destroyed, and
    /// come back when another has the same. That they are the same `audit` proves.
    static let destroying = """
        \(DocumentUse.indexes)
        DROP TRIGGER document_never_changes;
        CREATE TRIGGER document_never_changes BEFORE UPDATE ON document
        WHEN NEW.sha256 IS NOT OLD.sha256 OR NOT (
            length(NEW.bytes) = 0 AND \(DocumentUse.isUsed("OLD.sha256"))
            AND NOT \(DocumentUse.isKept("OLD.sha256"))
            OR length(OLD.bytes) = 0 AND OLD.sha256 <> '\(ContentHash(of: []).hex)')
        BEGIN SELECT RAISE(ABORT, 'what is in document never changes'); END;
        """
}
