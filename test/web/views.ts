// Backends, runs and stages as the feed tells them, for tests: whole ones, of which a test names only what it is about.
import type { BackendView, FeedFrame, RunView, StageView, TransitionView } from '../../state-machines/view.ts';

export const zeroMs = Date.UTC(2026, 10, 21, 1, 5, 0);

/** The time `second` seconds after the common zero, as frames say it. */
export function at(second: number): string {
  return new Date(zeroMs + second * 1000).toISOString();
}

export function line(text: string, number = 1): StageView['evidence'][number] {
  return { source: 'messages', line: number, offset: 0, text };
}

const unseen = { group: 'dhcp', status: 'pending', at: null, lastAt: null, count: 0, message: null, limitSeconds: null } as const;

export function stage(name: string, told: Partial<StageView> = {}): StageView {
  return { name, ...unseen, optional: false, evidence: [], ...told };
}

/** A stage that was reached `second` seconds after zero. */
export function reached(name: string, second: number, told: Partial<StageView> = {}): StageView {
  return stage(name, { status: 'done', at: at(second), lastAt: at(second), count: 1, ...told });
}

export function run(told: Partial<RunView> = {}): RunView {
  return {
    id: 'backend-0-0@20261121T010500Z',
    workflow: 'stacki-sles-12',
    startedAt: at(0),
    endedAt: null,
    status: 'installing',
    stage: null,
    stageAt: null,
    nextStage: null,
    deadline: null,
    lastHeardAt: at(0),
    message: null,
    hint: null,
    stages: [],
    ...told,
  };
}

export function backend(id: string, told: Partial<BackendView> = {}): BackendView {
  const nothingSeen = { host: id, ip: null, mac: null, workflow: 'stacki-sles-12', status: 'idle', stage: null } as const;
  return { id, ...nothingSeen, declared: true, lastHeardAt: null, runs: [], ...told };
}

type Frame<Type> = Extract<FeedFrame, { type: Type }>;

export function snapshot(backends: BackendView[], told: Partial<Frame<'snapshot'>> = {}): Frame<'snapshot'> {
  return { type: 'snapshot', seq: 10, serverTime: at(0), version: '1.0.0', boot: 'first', backends, ...told };
}

export function transition(seq: number, told: BackendView): Frame<'transition'> {
  const { id, host, ip } = told;
  const change: TransitionView = {
    seq,
    kind: 'reached',
    backend: id,
    host,
    ip,
    run: `${id}@20261121T010500Z`,
    stage: 'DHCPACK',
    success: true,
    message: null,
    status: 'installing',
    at: at(0),
    receivedAt: at(0),
    evidence: null,
  };
  return { type: 'transition', seq, backend: told, transition: change };
}
