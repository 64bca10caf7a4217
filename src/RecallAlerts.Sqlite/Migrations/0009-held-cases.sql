CREATE INDEX releases_practitioner ON releases (practitioner) WHERE state <> 2;
