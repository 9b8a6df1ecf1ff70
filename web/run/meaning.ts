// What it means that a run is not well, in a sentence or two: how far the machine got, on which side to look, and whether other machines got
// through in the meantime. What to check is in the workflow. Pure.
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import type { StageGroup } from '../../state-machines/vocabulary.ts';
import { troubledStage } from './reason.ts';

/** By part of the install: when any backend last reached a stage of it. */
export type Reached = Readonly<Partial<Record<StageGroup, string>>>;

/** Null for a run that needs no explanation. */
export function meaningOf(run: RunView, reached: Reached): string | null {
  switch (run.status) {
    case 'late':
      return lateMeaning(run, reached);
    case 'failed':
      return failedMeaning(troubledStage(run));
    case 'stalled':
      return 'The install needs a manual step: it does not continue on its own.';
    case 'waiting':
      return run.endedAt === null
        ? 'The install is paused on purpose and continues when it is released; no limit runs until then.'
        : 'The deployment was configured to stop here: this is not a failure, and it does not continue on its own.';
    case 'installing':
    case 'installed':
    case 'abandoned':
      return null;
  }
}

/** By the part of the install that a missing stage belongs to: for the first stage of that part, and for a later one. */
const missing: Readonly<Record<StageGroup, { first: string; later: string }>> = {
  dhcp: {
    first: 'Nothing has been received from the machine: it is off, not connected to this network, or does not boot from it.',
    later:
      'The machine requests an address, but the DHCP exchange stops half-way: either no server answers or the answer does not reach the machine.',
  },
  tftp: {
    first: 'The machine has its address but has requested no boot file: it has no boot server, or its requests do not reach this server.',
    later: 'The machine started to fetch its boot files and stopped: the last one may be missing, damaged, or still being transferred.',
  },
  profile: {
    first: 'The machine has its kernel and ramdisk, but the installer has requested nothing from this server: it hangs or has no network.',
    later: 'The installer fetched its files up to this point and has requested none since.',
  },
  installer: {
    first: 'The installer has what it needs from this server but has not reported its first step.',
    later: 'The installer reported its steps up to this point and none since.',
  },
  reboot: {
    first: 'The packages should be installed by now, but the machine has not requested to boot from its disk.',
    later: 'The install is complete as far as this server can see, but the machine has not come up from its disk.',
  },
};

function lateMeaning(run: RunView, reached: Reached): string | null {
  const next = run.stages.find(({ name }) => name === run.nextStage);
  if (!next) return null;
  const last = run.stages.find(({ name }) => name === run.stage);
  const first = last?.group !== next.group;
  return `${missing[next.group][first ? 'first' : 'later']} ${othersWords(reached[next.group], run.since, first)}`.trim();
}

/** If others got through, no service is at fault; if no machine did, one may be. */
function othersWords(lastAt: string | undefined, since: string, first: boolean): string {
  if (lastAt !== undefined && lastAt >= since) return 'Other machines have got past this point since, so check this machine first.';
  return first ? 'No machine has got past this point since.' : '';
}

// 10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /install/sbin/profile.cgi?os=sles HTTP/1.1" 500 571
const httpAnswer = /\] "(?:[^"\\]|\\.)*" (\d{3}) /;

function failedMeaning(stage: StageView | undefined): string | null {
  const line = stage?.evidence.at(-1);
  if (!line) return null;
  const answer = httpAnswer.exec(line.text)?.[1];
  if (answer?.startsWith('5')) return `This server failed to answer (HTTP ${answer}): the cause is here, not on the machine.`;
  if (answer !== undefined)
    return `This server refused the request (HTTP ${answer}): the file does not exist here, or reading it is not allowed.`;
  if (line.line === null && line.offset === null) return 'The machine itself reports the error.';
  return null;
}
