-- The audit log: entries chained by hash. A chain is a release by its watchId, what one program showed in a month, or the anchors. Entries are added and
-- never changed; who means to change one has to take away the triggers first, and is found by the hashes.
CREATE TABLE audit (
    no INTEGER PRIMARY KEY,
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    purpose TEXT NOT NULL,
    action TEXT NOT NULL,
    watch_ids TEXT NOT NULL,
    details TEXT NOT NULL,
    before TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE UNIQUE INDEX audit_place ON audit (chain, number);
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'entries of the audit log are not changed'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'entries of the audit log are not deleted'); END;

-- Entries in chains of programs, by the releases that they showed.
CREATE TABLE audit_shown (watch_id TEXT NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (watch_id, no)) WITHOUT ROWID;
