-- Tellings that wait, messages on their way out, and the notification log, which is apart from the alerts.
CREATE TABLE tellings (
    alert_id TEXT NOT NULL,
    role INTEGER NOT NULL,
    release_no INTEGER NOT NULL,
    at INTEGER NOT NULL,
    put_off INTEGER NOT NULL,
    quiet INTEGER NOT NULL,
    audience TEXT NOT NULL,
    class INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    high_until INTEGER,
    PRIMARY KEY (alert_id, role)
) WITHOUT ROWID;
CREATE INDEX tellings_due ON tellings (due_at, audience);
CREATE INDEX tellings_audience ON tellings (audience);
CREATE INDEX tellings_release ON tellings (release_no);

CREATE TABLE messages (
    message_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    audience TEXT NOT NULL,
    kind INTEGER NOT NULL,
    alerts TEXT NOT NULL,
    releases TEXT NOT NULL,
    worst INTEGER,
    pdus TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER,
    sent_at INTEGER,
    channel TEXT,
    reason TEXT
) WITHOUT ROWID;
CREATE INDEX messages_unsent ON messages (next_try_at) WHERE sent_at IS NULL;
CREATE INDEX messages_audience ON messages (audience, kind, at);

CREATE TABLE notification_log (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    alert_id TEXT NOT NULL,
    role INTEGER NOT NULL,
    told_at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    message_id TEXT
);
CREATE INDEX notification_log_alert ON notification_log (alert_id);

CREATE TABLE refused (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    problem TEXT NOT NULL
);
