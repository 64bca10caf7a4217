-- With who was told in it, triage still reads this index and nothing else of the alerts.
DROP INDEX alerts_triage;
CREATE INDEX alerts_triage ON alerts (pdu, release_no, rule, severity, status, suppressed_by, duty_spo_reached, head_of_pdu_reached, alert_id)
    WHERE status < 3 AND suppressed_by IS NULL;
-- What somebody has to carry in a PDU.
CREATE INDEX alerts_load ON alerts (pdu, owner, severity, status, suppressed_by) WHERE status = 0 AND suppressed_by IS NULL;
CREATE INDEX releases_load ON releases (pdu, practitioner, state) WHERE state <> 2 AND practitioner IS NOT NULL;
-- Absences that managers enter.
CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    cover TEXT NOT NULL,
    pdu TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at INTEGER NOT NULL
) WITHOUT ROWID;
