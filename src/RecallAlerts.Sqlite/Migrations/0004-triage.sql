-- With suppressed_by in it, triage reads this index and nothing else of the alerts.
DROP INDEX alerts_triage;
CREATE INDEX alerts_triage ON alerts (pdu, release_no, rule, severity, status, suppressed_by, alert_id) WHERE status < 3 AND suppressed_by IS NULL;
