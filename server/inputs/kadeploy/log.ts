// Kadeploy 3's log of finished deployments, one node per line: its `logs.logfile`, and the output of its statistics (kastat3, /stats). Each line
// is a complete past run. Values are not quoted. An error may contain commas, so it is the last column.
import type { Member } from '../../../state-machines/deployment/deployment.ts';
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { normaliseHost } from '../contract/addresses.ts';
import { cleanText } from '../health/health-body.ts';
import { endEvent, kadeployWorkflow, readFinalError, readMacro, stepEvent, type Ending } from './events.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line, Parser } from '../contract/parser.ts';
import { evidenceOf } from '../contract/sighting.ts';

const steps = ['step1', 'step2', 'step3', 'timeout_step1', 'timeout_step2', 'timeout_step3', 'retry_step1', 'retry_step2', 'retry_step3'];
const durations = ['start', 'step1_duration', 'step2_duration', 'step3_duration', 'env'];
const columns = {
  /** D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab,node-1.testbed.lan,root,SetDeploymentEnvUntrusted,BroadcastEnvKastafior,…,debian-base:1,false,,true, */
  log: ['wid', 'hostname', 'user', ...steps, ...durations, 'anonymous_env', 'md5', 'success', 'error'],
  /** The same without anonymous_env, and with the user before the host. */
  statistics: ['wid', 'user', 'hostname', ...steps, ...durations, 'md5', 'success', 'error'],
} as const;

interface Step {
  implementation: string;
  timeout: number;
  retries: number;
  seconds: number;
}

/** The result of one node in one deployment. */
export interface PastDeployment {
  wid: string;
  host: string;
  user: string;
  startMs: number;
  /** Steps that were started. */
  steps: Step[];
  environment: string;
  success: boolean;
  error: string;
}

const number = /^\d{1,10}(?:\.\d+)?$/;
const wid = /^[DRP]-[\w-]{1,80}$/;

/** undefined for a line in another format. */
export function readPastDeployment(text: string): PastDeployment | undefined {
  return readColumns(text, columns.log) ?? readColumns(text, columns.statistics);
}

function readColumns(text: string, names: readonly string[]): PastDeployment | undefined {
  const cells = text.split(',');
  if (cells.length < names.length) return undefined;
  const of = (name: string): string => cells[names.indexOf(name)] ?? '';
  const success = of('success');
  const numbers = ['start', ...[1, 2, 3].flatMap((n) => [`timeout_step${n}`, `retry_step${n}`, `step${n}_duration`])];
  const host = normaliseHost(of('hostname'));
  if (!wid.test(of('wid')) || !/^(?:true|false|1|0)$/.test(success) || host === undefined) return undefined;
  if (!numbers.every((name) => number.test(of(name)))) return undefined;
  const stepOf = (n: number): Step => ({
    implementation: of(`step${n}`),
    timeout: Number(of(`timeout_step${n}`)),
    retries: Number(of(`retry_step${n}`)),
    seconds: Number(of(`step${n}_duration`)),
  });
  return {
    wid: of('wid'),
    host,
    user: cleanText(of('user')),
    startMs: Number(of('start')) * 1000,
    steps: [1, 2, 3].map(stepOf).filter(({ implementation }) => implementation !== ''),
    environment: cleanText(of('env')),
    success: success === 'true' || success === '1',
    error: cleanText(cells.slice(names.length - 1).join(',')),
  };
}

export interface PastEvent {
  atMs: number;
  sight: InstallerEvent;
}

/**
 * Events of a past run. The log has no times for retries, so they are reported at the start of the step. A failed implementation is known only if
 * it is also the last one.
 */
export function eventsOf(past: PastDeployment): PastEvent[] {
  const events: PastEvent[] = [];
  let atMs = past.startMs;
  for (const { implementation, timeout, retries, seconds } of past.steps) {
    const attempt = { implementation, allowed: null, limitSeconds: timeout > 0 ? timeout : null };
    for (let n = 0; n < Math.min(retries, triesShown); n++) {
      const failed = `try ${n + 1} failed; the log does not say why`;
      events.push({ atMs, sight: stepEvent({ attempt }) }, { atMs, sight: stepEvent({ attempt, failed }) });
    }
    events.push({ atMs, sight: stepEvent({ attempt }) });
    atMs += seconds * 1000;
  }
  const last = past.steps.at(-1);
  const error = readFinalError(past.error);
  if (error && last) {
    const attempt = { implementation: error.macro, allowed: null, limitSeconds: null };
    events.push({ atMs, sight: stepEvent({ attempt, ...(error.micro !== '' && { micro: error.micro }), failed: error.text || 'failed' }) });
  }
  return [...events, { atMs, sight: endOf(past) }];
}

/** Maximum number of retries reported per step. */
const triesShown = 100;

function endOf(past: PastDeployment): InstallerEvent {
  const ending = endingOf(past);
  return endEvent(ending, ending === 'failed' ? past.error : endWords[ending]);
}

const endWords = { deployed: 'deployed', held: 'Breakpoint reached', aborted: 'Deployment aborted' };

export function endingOf({ success, error, steps: begun }: PastDeployment): Ending {
  if (!success) return error === '' ? 'aborted' : 'failed';
  // Otherwise it stopped on purpose before its last step.
  return readMacro(begun.at(-1)?.implementation ?? '')?.step === 'BootNewEnv' ? 'deployed' : 'held';
}

/** Parses a log file. Reboots and power operations are ignored. */
export function createKadeployLogParser(): Parser {
  /** Lines of one deployment are contiguous. */
  let failed = '';
  return {
    parse(line) {
      const past = readPastDeployment(line.text);
      if (!past) return 'unparsed';
      if (!past.success) failed = past.wid;
      return parsedLine(line, past, failed === past.wid ? 'failed' : 'done');
    },
  };
}

function parsedLine(line: Line, past: PastDeployment, status: 'failed' | 'done'): Reading {
  const events = eventsOf(past);
  const endMs = events.at(-1)?.atMs ?? past.startMs;
  if (!past.wid.startsWith('D-') || past.steps.length === 0) return newReading(endMs);
  const deployment = `kadeploy:${past.wid}`;
  const common = { who: { host: past.host }, deployment, receivedAtMs: line.receivedAtMs, evidence: evidenceOf(line) };
  const [startedAt, endedAt] = [new Date(past.startMs).toISOString(), new Date(endMs).toISOString()];
  const report = {
    id: deployment,
    workflow: kadeployWorkflow,
    title: `${past.environment} (${past.wid})`,
    status,
    state: status,
    user: past.user,
    startedAt,
    endedAt,
    reportedAt: endedAt,
    parameters: { environment: past.environment },
    members: [memberOf(past, { startedAt, endedAt })],
  };
  const observations = events.map(({ atMs, sight }) => ({ ...common, sight, observedAtMs: atMs }));
  return newReading(endMs, observations, report);
}

function memberOf(past: PastDeployment, times: { startedAt: string; endedAt: string }): Member {
  const status = pastStatuses[endingOf(past)];
  return { backend: past.host, batch: null, status, state: past.success ? 'ok' : 'ko', detail: past.error || null, ...times };
}

const pastStatuses = { deployed: 'done', held: 'held', failed: 'failed', aborted: 'aborted' } as const;
