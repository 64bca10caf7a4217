-- A CRN that is another's alias, by a merge; the other may be an alias too.
CREATE TABLE aliases (crn TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_target ON aliases (target);

-- What was erased, as HMACs of CRNs and releases: refused from then on. No id of anybody is in it.
CREATE TABLE tombstones (key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

-- The release for which a fact was recorded first, where a merge has copied it.
ALTER TABLE facts ADD COLUMN subject TEXT;

-- What a merge has kept of a release, so that it can be undone.
CREATE TABLE merge_notes (release_no INTEGER PRIMARY KEY, note TEXT NOT NULL);
