// Backends, runs and stages as the feed tells them, for tests: whole ones, of which a test names only what it is about.
import type { SummaryFrame } from '../../state-machines/view/feed.ts';
import type { BackendSummary, RunSummary } from '../../state-machines/view/summary.ts';
import type { RunView, StageView, TransitionView } from '../../state-machines/view/view.ts';

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
  return { name, title: name, step: null, role: null, ...unseen, optional: false, evidence: [], ...told };
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
    since: at(0),
    hint: null,
    checks: [],
    acknowledged: null,
    deployment: null,
    tries: [],
    findings: [],
    stages: [],
    ...told,
  };
}

export function summary(told: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'backend-0-0@20261121T010500Z',
    status: 'installing',
    startedAt: at(0),
    endedAt: null,
    stage: null,
    stageAt: null,
    nextStage: null,
    deadline: null,
    since: at(0),
    lastHeardAt: at(0),
    stages: '',
    count: 0,
    message: null,
    evidence: null,
    acknowledged: null,
    deployment: null,
    attempt: null,
    finding: null,
    ...told,
  };
}

export function backend(id: string, told: Partial<BackendSummary> = {}): BackendSummary {
  const nothingSeen = { host: id, ip: null, mac: null, workflow: 'stacki-sles-12', status: 'idle' } as const;
  return { id, ...nothingSeen, declared: true, muted: null, run: null, ...told };
}

type Frame<Type> = Extract<SummaryFrame, { type: Type }>;

export function snapshot(backends: BackendSummary[], told: Partial<Frame<'snapshot'>> = {}): Frame<'snapshot'> {
  const greeting = { seq: 10, serverTime: at(0), startedAt: at(-60), version: '1.0.0', boot: 'first' };
  return { type: 'snapshot', ...greeting, reached: {}, workflows: [], deployments: [], total: backends.length, backends, ...told };
}

export function changes(seq: number, ...backends: BackendSummary[]): Frame<'changes'> {
  return { type: 'changes', seq, backends, gone: [], events: backends.map((told) => event(seq, told)) };
}

export function event(seq: number, { id, host, ip }: BackendSummary, told: Partial<TransitionView> = {}): TransitionView {
  return {
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
    author: null,
    ...told,
  };
}
