-- Releases, their facts and alerts. All instants are seconds since 1970 in UTC.
CREATE TABLE releases (
    no INTEGER PRIMARY KEY,
    release_id TEXT NOT NULL UNIQUE,
    watch_id TEXT NOT NULL UNIQUE,
    crn TEXT NOT NULL,
    released_at INTEGER NOT NULL,
    registered_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    version INTEGER NOT NULL,
    pending_since INTEGER,
    recorders TEXT,
    next_wake INTEGER,
    reviewed_at INTEGER,
    reviewed_under TEXT,
    state INTEGER NOT NULL,
    region TEXT NOT NULL,
    pdu TEXT NOT NULL,
    practitioner TEXT,
    rosh INTEGER NOT NULL
);
CREATE INDEX releases_crn ON releases (crn);
CREATE INDEX releases_released ON releases (released_at);
CREATE INDEX releases_pending ON releases (pending_since) WHERE pending_since IS NOT NULL;
CREATE INDEX releases_wake ON releases (next_wake) WHERE next_wake IS NOT NULL;
CREATE INDEX releases_under ON releases (reviewed_under) WHERE state <> 2;

CREATE TABLE facts (
    release_no INTEGER NOT NULL,
    event_key TEXT NOT NULL,
    content TEXT NOT NULL,
    type TEXT NOT NULL,
    event_id TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT,
    data TEXT NOT NULL,
    narrative BLOB,
    PRIMARY KEY (release_no, event_key, content)
) WITHOUT ROWID;

CREATE TABLE alerts (
    release_no INTEGER NOT NULL,
    alert_id TEXT NOT NULL,
    rule INTEGER NOT NULL,
    key TEXT NOT NULL,
    since INTEGER NOT NULL,
    status INTEGER NOT NULL,
    closed INTEGER,
    severity INTEGER NOT NULL,
    suppressed_by INTEGER,
    owner TEXT NOT NULL,
    override_to TEXT,
    override_then TEXT,
    opened_at INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    duty_spo_reached INTEGER NOT NULL,
    head_of_pdu_reached INTEGER NOT NULL,
    backlog INTEGER NOT NULL,
    dismissed_by TEXT,
    dismissed_reason TEXT,
    acknowledged_at INTEGER,
    snoozed_until INTEGER,
    snoozed_by TEXT,
    first_snoozed_at INTEGER,
    policy_version TEXT NOT NULL,
    pdu TEXT NOT NULL,
    PRIMARY KEY (release_no, alert_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX alerts_id ON alerts (alert_id);
CREATE INDEX alerts_triage ON alerts (pdu, release_no, rule, severity, status, alert_id) WHERE status < 3 AND suppressed_by IS NULL;
CREATE INDEX alerts_owner ON alerts (owner, alert_id) WHERE status < 4;

CREATE TABLE alert_changes (
    release_no INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    alert_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    change TEXT NOT NULL,
    severity INTEGER NOT NULL,
    by TEXT,
    closed INTEGER,
    level INTEGER,
    detail TEXT,
    policy_version TEXT NOT NULL,
    PRIMARY KEY (release_no, seq)
) WITHOUT ROWID;

CREATE TABLE held (
    id INTEGER PRIMARY KEY,
    subject_key TEXT NOT NULL,
    event_key TEXT NOT NULL,
    content TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    type TEXT NOT NULL,
    event_id TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT,
    data TEXT NOT NULL,
    narrative BLOB,
    UNIQUE (subject_key, event_key, content)
);
CREATE INDEX held_received ON held (received_at);

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
