// What it means that a run is not well, in a sentence or two: how far the machine came, on which side to look, and whether others got
// through meanwhile. What to check is the workflow's matter. Pure.
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import type { StageGroup } from '../../state-machines/vocabulary.ts';
import { troubledStage } from './reason.ts';

/** By part of the install: when any backend last came to a stage of it. */
export type Reached = Readonly<Partial<Record<StageGroup, string>>>;

/** Null for a run of which nothing is to be explained. */
export function meaningOf(run: RunView, reached: Reached): string | null {
  switch (run.status) {
    case 'late':
      return lateMeaning(run, reached);
    case 'failed':
      return failedMeaning(troubledStage(run));
    case 'stalled':
      return 'It waits for somebody: nothing goes on by itself.';
    case 'waiting':
      return run.endedAt === null
        ? 'It goes on when it is told to; until then no limit runs.'
        : 'It was told to stop here, and did: that is no failure, and nothing more comes by itself.';
    case 'installing':
    case 'installed':
    case 'abandoned':
      return null;
  }
}

/** Of the part that a missing stage belongs to: when it is the first of that part, and when it is a later one. */
const missing: Readonly<Record<StageGroup, { first: string; later: string }>> = {
  dhcp: {
    first: 'Nothing has been heard of the machine: it is off, not cabled to this network, or does not boot from it.',
    later: 'The machine asks for an address, and the exchange stops half-way: no answer, or it does not reach the machine.',
  },
  tftp: {
    first: 'The machine has its address, and has asked for no boot file: it does not know where, or its requests do not reach this server.',
    later: 'The machine has begun to fetch its boot files, and stopped: the one before may be missing, damaged, or still under way.',
  },
  profile: {
    first: 'The machine has its kernel and ramdisk, and the installer has not asked this server for anything: it hangs, or has no network.',
    later: 'The installer runs and fetches its files; after the last one it has asked for no other.',
  },
  installer: {
    first: 'The installer has what it needs from this server, and has not told of its first step.',
    later: 'The installer has told of its steps up to here, and of none since.',
  },
  reboot: {
    first: 'The packages should be installed by now, and the machine has not asked to boot from its disk.',
    later: 'The install is done as far as this server sees, and the machine has not come back from its disk.',
  },
};

function lateMeaning(run: RunView, reached: Reached): string | null {
  const next = run.stages.find(({ name }) => name === run.nextStage);
  if (!next) return null;
  const last = run.stages.find(({ name }) => name === run.stage);
  const first = last?.group !== next.group;
  return `${missing[next.group][first ? 'first' : 'later']} ${othersWords(reached[next.group], run.since, first)}`.trim();
}

/** That others got through leaves a service out; that nobody did speaks for one, where this machine itself was the last to try. */
function othersWords(lastAt: string | undefined, since: string, first: boolean): string {
  if (lastAt !== undefined && lastAt >= since) return 'Others have come there since, so look at this machine first.';
  return first ? 'No machine has come there since.' : '';
}

// 10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /install/sbin/profile.cgi?os=sles HTTP/1.1" 500 571
const httpAnswer = /\] "(?:[^"\\]|\\.)*" (\d{3}) /;

function failedMeaning(stage: StageView | undefined): string | null {
  const line = stage?.evidence.at(-1);
  if (!line) return null;
  const answer = httpAnswer.exec(line.text)?.[1];
  if (answer?.startsWith('5')) return `This server could not give the answer (HTTP ${answer}): the cause is here, not on the machine.`;
  if (answer !== undefined) return `This server refused the request (HTTP ${answer}): what was asked for is not here, or may not be read.`;
  if (line.line === null && line.offset === null) return 'The machine itself reports the error.';
  return null;
}
