-- HMPPS envelopes that cannot be applied yet. The body names a person and is encrypted; the key is an HMAC of it.
CREATE TABLE held_envelopes (
    key TEXT PRIMARY KEY,
    event_id TEXT NOT NULL,
    body BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    next_try_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT
) WITHOUT ROWID;
-- What waits for an operation that does not exist yet is not tried.
CREATE INDEX held_envelopes_due ON held_envelopes (next_try_at, key) WHERE next_try_at IS NOT NULL;
