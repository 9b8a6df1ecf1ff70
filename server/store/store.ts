// The embedded database: backends, runs, transitions, and the position of each source. One batch is one transaction, so that the stored state
// and the positions always agree. SQLite with a write-ahead log; independent of state machines and queues.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { migrate } from './schema.ts';

export interface StoredBackend {
  id: string;
  state: string;
}

export interface StoredRun {
  id: string;
  backend: string;
  startedMs: number;
  endedMs: number | null;
  status: string;
  workflow: string;
  state: string;
}

export interface StoredTransition {
  seq: number;
  backend: string;
  run: string;
  observedMs: number;
  receivedMs: number;
  kind: string;
  stage: string;
  success: boolean;
  status: string;
  statusBefore: string;
  message: string | null;
  evidence: string | null;
  author: string | null;
}

export interface StoredDeployment {
  id: string;
  state: string;
}

/** The content of one transaction. */
export interface Batch {
  backends: readonly StoredBackend[];
  goneBackends: readonly string[];
  runs: readonly StoredRun[];
  goneRuns: readonly string[];
  transitions: readonly StoredTransition[];
  deployments: readonly StoredDeployment[];
  /** JSON in a form that the source defines, by source. */
  positions: ReadonlyMap<string, string>;
  facts: ReadonlyMap<string, string>;
}

/** What a start loads: every backend with its newest run, the positions, the last number. */
export interface StoredState {
  /** Backends and runs are read one by one: all at once would take most of the memory of a start. */
  backends: Iterable<StoredBackend>;
  runs: Iterable<StoredRun>;
  /** In order of their first report. */
  deployments: StoredDeployment[];
  positions: Map<string, string>;
  facts: Map<string, string>;
  lastSeq: number;
}

export interface Retention {
  /** Number of newest deployments to keep. */
  deployments: number;
  /** Runs that ended before this, in epoch milliseconds, are deleted with their transitions. */
  endedBeforeMs: number;
  /** Number of newest runs to keep per backend. */
  runsPerBackend: number;
}

const runColumns = 'id, backend, started_ms AS startedMs, ended_ms AS endedMs, status, workflow, state';
/** A row without `status_before` gets it from the previous transition of its run. */
const statusBefore = `coalesce(status_before, (
  SELECT status FROM transitions AS before WHERE before.backend = transitions.backend AND before.seq < transitions.seq AND before.run = transitions.run
  ORDER BY before.seq DESC LIMIT 1), 'idle') AS statusBefore`;
const transitionColumns = `seq, backend, run, observed_ms AS observedMs, received_ms AS receivedMs, kind, stage, success, status, ${statusBefore}, message, evidence, author`;

export class Store {
  readonly path: string;
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  /** Opens or creates the database and migrates it. Throws SQLite's errors; `openStore` makes them readable. */
  constructor(path: string) {
    this.path = path;
    this.database = new DatabaseSync(path, { timeout: 2_000 });
    // For a new store: pages that hold several runs each. A batch writes half as many as with SQLite's default of 4096 bytes.
    this.database.exec('PRAGMA page_size = 8192');
    // One service owns the file: a second one must not read the same logs into it.
    this.database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    // Each batch rewrites pages of runs. They are checkpointed into the file after about 4 MB, which blocks. A larger log would save 5 % of the
    // time, but block for 100 ms.
    this.database.exec('PRAGMA wal_autocheckpoint = 500; PRAGMA cache_size = -16000');
    migrate(this.database);
  }

  load(): StoredState {
    const each = <T>(sql: string): Iterable<T> => ({ [Symbol.iterator]: () => this.statement(sql).iterate() as Iterator<T> });
    const pairs = (sql: string): Map<string, string> =>
      new Map([...each<{ name: string; value: string }>(sql)].map(({ name, value }) => [name, value]));
    const newest = 'SELECT max(started_ms) FROM runs AS newer WHERE newer.backend = runs.backend';
    return {
      backends: each<StoredBackend>('SELECT id, state FROM backends'),
      runs: each<StoredRun>(`SELECT ${runColumns} FROM runs WHERE started_ms = (${newest}) ORDER BY backend, started_ms, rowid`),
      deployments: [...each<StoredDeployment>('SELECT id, state FROM deployments ORDER BY rowid')],
      positions: pairs('SELECT source AS name, position AS value FROM positions'),
      facts: pairs('SELECT name, value FROM facts'),
      lastSeq: (this.statement('SELECT coalesce(max(seq), 0) AS seq FROM transitions').get() as { seq: number }).seq,
    };
  }

  /** Writes all or nothing. Throws SQLite's error, for example for a full disk, and leaves the database unchanged. */
  commit(batch: Batch): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      this.write(batch);
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  /** All runs of a backend, oldest first. */
  runsOf(backend: string): StoredRun[] {
    return this.statement(`SELECT ${runColumns} FROM runs WHERE backend = ? ORDER BY started_ms, rowid`).all(
      backend,
    ) as unknown as StoredRun[];
  }

  transitionsAfter(seq: number, limit: number): StoredTransition[] {
    return this.statement(`SELECT ${transitionColumns} FROM transitions WHERE seq > ? ORDER BY seq LIMIT ?`)
      .all(seq, limit)
      .map(toTransition);
  }

  /** The newest transitions of one backend, oldest first. */
  transitionsOf(backend: string, limit: number): StoredTransition[] {
    return this.statement(`SELECT ${transitionColumns} FROM transitions WHERE backend = ? ORDER BY seq DESC LIMIT ?`)
      .all(backend, limit)
      .map(toTransition)
      .toReversed();
  }

  /** The newest successful runs of a workflow, newest first. */
  installedRuns(workflow: string, limit: number): StoredRun[] {
    return this.statement(
      `SELECT ${runColumns} FROM runs WHERE workflow = ? AND status = 'installed' AND ended_ms IS NOT NULL ORDER BY ended_ms DESC LIMIT ?`,
    ).all(workflow, limit) as unknown as StoredRun[];
  }

  /** The newest transitions, oldest first. */
  lastTransitions(limit: number): StoredTransition[] {
    return this.transitionsAfter(this.numberBefore(limit), limit);
  }

  private numberBefore(limit: number): number {
    const row = this.statement('SELECT seq FROM transitions ORDER BY seq DESC LIMIT 1 OFFSET ?').get(limit) as { seq: number } | undefined;
    return row?.seq ?? 0;
  }

  /** Number of the oldest transition; 0 if there is none. */
  get firstSeq(): number {
    return (this.statement('SELECT coalesce(min(seq), 0) AS seq FROM transitions').get() as { seq: number }).seq;
  }

  /** Deletes old runs and returns their number. The newest run of a backend is always kept. */
  prune({ endedBeforeMs, runsPerBackend, deployments }: Retention): number {
    this.statement('DELETE FROM deployments WHERE rowid <= (SELECT rowid FROM deployments ORDER BY rowid DESC LIMIT 1 OFFSET ?)').run(
      deployments,
    );
    const { changes } = this.statement(
      `DELETE FROM runs WHERE ended_ms IS NOT NULL AND id IN (
         SELECT id FROM (SELECT id, ended_ms, row_number() OVER (PARTITION BY backend ORDER BY started_ms DESC, rowid DESC) AS age FROM runs
                         WHERE backend IN (SELECT backend FROM runs GROUP BY backend HAVING count(*) > 1))
         WHERE age > 1 AND (age > ? OR ended_ms < ?))`,
    ).run(runsPerBackend, endedBeforeMs);
    // Only from the beginning of the table: a transition that arrived late is deleted together with its neighbours.
    this.statement(
      `DELETE FROM transitions WHERE observed_ms < ?1 AND run NOT IN (SELECT id FROM runs)
       AND seq < coalesce((SELECT seq FROM transitions WHERE observed_ms >= ?1 ORDER BY seq LIMIT 1), 9e18)`,
    ).run(endedBeforeMs);
    return Number(changes);
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }

  private write({ backends, goneBackends, runs, goneRuns, transitions, deployments, positions, facts }: Batch): void {
    for (const { id, state } of backends)
      this.statement('INSERT INTO backends (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state').run(id, state);
    for (const id of goneBackends) this.statement('DELETE FROM backends WHERE id = ?').run(id);
    for (const run of runs) {
      this.statement(
        `INSERT INTO runs (id, backend, started_ms, ended_ms, status, workflow, state) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET ended_ms = excluded.ended_ms, status = excluded.status, workflow = excluded.workflow, state = excluded.state`,
      ).run(run.id, run.backend, run.startedMs, run.endedMs, run.status, run.workflow, run.state);
    }
    for (const id of goneRuns) this.statement('DELETE FROM runs WHERE id = ?').run(id);
    for (const t of transitions) {
      this.statement(
        `INSERT INTO transitions (seq, backend, run, observed_ms, received_ms, kind, stage, success, status, status_before, message, evidence, author)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        t.seq,
        t.backend,
        t.run,
        t.observedMs,
        t.receivedMs,
        t.kind,
        t.stage,
        t.success ? 1 : 0,
        t.status,
        t.statusBefore,
        t.message,
        t.evidence,
        t.author,
      );
    }
    for (const { id, state } of deployments)
      this.statement('INSERT INTO deployments (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state').run(
        id,
        state,
      );
    for (const [source, position] of positions)
      this.statement('INSERT OR REPLACE INTO positions (source, position) VALUES (?, ?)').run(source, position);
    for (const [name, value] of facts) this.statement('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)').run(name, value);
  }

  /** Prepares each statement once. */
  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, known);
    return known;
  }
}

function toTransition(row: Record<string, unknown>): StoredTransition {
  return { ...row, success: row['success'] === 1 } as unknown as StoredTransition;
}
