-- Who may see the case, where it is limited now or to come: steps as JSON, written by the transaction that records them.
ALTER TABLE releases ADD COLUMN access TEXT;
CREATE INDEX releases_limited ON releases (pdu) WHERE access IS NOT NULL;
