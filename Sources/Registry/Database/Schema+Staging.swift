extension Schema {
    /// A document that nothing names was put there by a run that did not come to an end.
    static let staging = """
        DROP TRIGGER document_is_never_removed;
        CREATE TRIGGER document_is_never_removed BEFORE DELETE ON document WHEN \(DocumentUse.isUsed("OLD.sha256"))
        BEGIN SELECT RAISE(ABORT, 'what is in document is never removed'); END;
        CREATE INDEX event_of_offer ON event (time) WHERE \(ofOffers);
        """

    /// Events that tell of what was offered to a mail server. The index is of exactly these.
    static let ofOffers =
        "channel = 'email' AND kind IN ('claimed', 'accepted', 'deferred', 'refused', 'in-doubt')"
}
