-- How often a message was handed to a broker. The local host has none; the contract of the store is one.
ALTER TABLE messages ADD COLUMN handovers INTEGER NOT NULL DEFAULT 0;
