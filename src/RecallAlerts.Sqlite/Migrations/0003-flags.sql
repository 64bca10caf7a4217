-- Shown in triage; only a person may re-order by them.
ALTER TABLE releases ADD COLUMN mappa_level INTEGER;
ALTER TABLE releases ADD COLUMN child_protection INTEGER NOT NULL DEFAULT 0;
