// The tables of the store, as migrations from each version to the next. A released migration is never changed; a new one is added.
import type { DatabaseSync } from 'node:sqlite';

const steps: readonly string[] = [
  `CREATE TABLE backends (
     id TEXT PRIMARY KEY,
     state TEXT NOT NULL                -- JSON: who it is, and what was seen of a boot that has no run yet
   ) STRICT;
   CREATE TABLE runs (
     id TEXT PRIMARY KEY,
     backend TEXT NOT NULL,
     started_ms INTEGER NOT NULL,
     ended_ms INTEGER,                  -- NULL while it is open
     status TEXT NOT NULL,
     workflow TEXT NOT NULL,
     state TEXT NOT NULL                -- JSON: snapshot of its machine
   ) STRICT;
   CREATE INDEX runs_by_backend ON runs (backend, started_ms);
   CREATE TABLE transitions (
     seq INTEGER PRIMARY KEY,
     backend TEXT NOT NULL,
     run TEXT NOT NULL,
     observed_ms INTEGER NOT NULL,
     received_ms INTEGER NOT NULL,
     kind TEXT NOT NULL,
     stage TEXT NOT NULL,
     success INTEGER NOT NULL,
     status TEXT NOT NULL,
     message TEXT,
     evidence TEXT                      -- JSON
   ) STRICT;
   CREATE INDEX transitions_by_run ON transitions (run);
   CREATE TABLE positions (
     source TEXT PRIMARY KEY,
     position TEXT NOT NULL             -- JSON of the source's own
   ) STRICT;
   CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`,
  `ALTER TABLE transitions ADD COLUMN author TEXT; -- who did it, where a person did
   CREATE INDEX transitions_by_backend ON transitions (backend, seq);
   CREATE INDEX runs_by_workflow ON runs (workflow, status, ended_ms);`,
  'DROP INDEX transitions_by_run', // no query uses it
  `CREATE TABLE deployments (
     id TEXT PRIMARY KEY,
     state TEXT NOT NULL                -- JSON: what its reports said
   ) STRICT;`,
  'ALTER TABLE transitions ADD COLUMN status_before TEXT', // NULL in rows older than this column
];

/** The layout version of this program. */
export const schemaVersion = steps.length;

/** Layout version of an open database; 0 for a new one. */
export function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}

/** Migrates a database of an older version, each step in its own transaction. */
export function migrate(database: DatabaseSync): void {
  for (let version = versionOf(database); version < schemaVersion; version++) {
    database.exec(`BEGIN IMMEDIATE; ${steps[version]}; PRAGMA user_version = ${version + 1}; COMMIT`);
  }
}
