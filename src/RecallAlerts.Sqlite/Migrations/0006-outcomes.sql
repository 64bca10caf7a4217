-- What became of each release, for exports and reports: written by the commit of a review when it changed. Days count from the release.
CREATE TABLE outcomes (
    release_no INTEGER PRIMARY KEY,
    released_on INTEGER NOT NULL,
    early_until INTEGER NOT NULL,
    at_release INTEGER NOT NULL,
    at_day_28 INTEGER NOT NULL,
    at_day_84 INTEGER NOT NULL,
    at_six_months INTEGER NOT NULL,
    needs INTEGER NOT NULL,
    domestic_abuse INTEGER NOT NULL,
    child_safeguarding INTEGER NOT NULL,
    treatment_day INTEGER,
    end_day INTEGER NOT NULL,
    end_how INTEGER NOT NULL
);
CREATE INDEX outcomes_released ON outcomes (released_on);

-- Releases reviewed by an older program wait here for a look that writes their outcomes.
ALTER TABLE releases ADD COLUMN without_outcomes INTEGER;
CREATE INDEX releases_without_outcomes ON releases (without_outcomes) WHERE without_outcomes IS NOT NULL;
UPDATE releases SET without_outcomes = 1 WHERE reviewed_at IS NOT NULL;

-- Figures of the headline report once they are published: they never change, so that nothing can be learnt from two versions.
CREATE TABLE published_stages (quarter TEXT NOT NULL, stage INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (quarter, stage)) WITHOUT ROWID;
CREATE TABLE published_cells (
    quarter TEXT NOT NULL,
    stage INTEGER NOT NULL,
    region TEXT NOT NULL,
    cell INTEGER NOT NULL,
    count INTEGER NOT NULL,
    suppressed INTEGER NOT NULL,
    PRIMARY KEY (quarter, stage, region, cell)
) WITHOUT ROWID;

-- What an export of recalls needs of releases, in the order in which it reads: a third less to look up for each row.
CREATE INDEX releases_export ON releases (watch_id, crn, release_id, released_at);
