-- Recalls: one row for each recall of a release. Evidence holds places and cues, never words of a narrative; people's words are encrypted.
CREATE TABLE recalls (
    no INTEGER PRIMARY KEY,
    release_no INTEGER NOT NULL,
    recall_id TEXT NOT NULL,
    recalled_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    type TEXT,
    recorded_reasons TEXT NOT NULL,
    status INTEGER NOT NULL,
    has_narrative INTEGER NOT NULL,
    narrative_of TEXT,
    machine_primary INTEGER NOT NULL,
    machine_secondary TEXT NOT NULL,
    confidence REAL NOT NULL,
    needs_review INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    classifier TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    person_primary INTEGER,
    person_secondary TEXT,
    rosh INTEGER NOT NULL,
    region TEXT NOT NULL,
    accommodation_at_release INTEGER NOT NULL,
    accommodation_at_recall INTEGER NOT NULL,
    days_from_release INTEGER NOT NULL,
    lead_time_hours INTEGER,
    alerts_open INTEGER NOT NULL,
    look_back TEXT NOT NULL,
    UNIQUE (release_no, recall_id)
);
CREATE INDEX recalls_id ON recalls (recall_id);
CREATE INDEX recalls_recalled ON recalls (recalled_at);
-- What a new classifier may look at again: an answer whose narrative is deleted stays as it was.
CREATE INDEX recalls_classifier ON recalls (classifier, release_no) WHERE has_narrative OR narrative_of IS NULL;

-- Answers of the classifier and of people: both are kept.
CREATE TABLE recall_answers (
    recall_no INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT,
    primary_reason INTEGER NOT NULL,
    secondary TEXT NOT NULL,
    confidence REAL,
    classifier TEXT,
    words BLOB,
    PRIMARY KEY (recall_no, seq)
) WITHOUT ROWID;

-- Narratives are deleted by age.
CREATE INDEX facts_narrative ON facts (recorded_at) WHERE narrative IS NOT NULL;
CREATE INDEX held_narrative ON held (received_at) WHERE narrative IS NOT NULL;

-- From when the watch is ended by what is known, so that releases can be compared with those that were watched on the same day.
ALTER TABLE releases ADD COLUMN watch_ends_at INTEGER;

-- Set by the commit of a review whose release was recalled; cleared by the commit of its classification.
ALTER TABLE releases ADD COLUMN recall_pending INTEGER;
CREATE INDEX releases_recall_pending ON releases (recall_pending) WHERE recall_pending IS NOT NULL;
