// Actions on a backend from the dashboard or the API, and their effect on its run. Each becomes a transition with the author's name. Pure: the
// time is part of the action.
import * as z from 'zod';
import { limitText } from '../vocabulary/duration.ts';
import { presentStage } from '../run/present.ts';
import type { Run } from '../run/run.ts';
import { statusTable, type Acknowledgement, type ActionKind, type Transition } from '../vocabulary.ts';
import type { Track } from './track.ts';

const signed = {
  author: z.string().trim().min(1).max(64).describe('the name of the user'),
  note: z.string().trim().max(500).optional().describe('why'),
};

/** The body of `POST /api/v1/actions`, without its list of machines. */
export const actionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('acknowledge'), ...signed }).describe('acknowledges the trouble until the status of the run changes'),
  z.strictObject({ action: z.literal('unacknowledge'), ...signed }),
  z
    .strictObject({ action: z.literal('mute'), ...signed, seconds: z.int().min(1).max(31_536_000).optional() })
    .describe('maintenance: does not count as trouble, for this many seconds or until unmuted'),
  z.strictObject({ action: z.literal('unmute'), ...signed }),
  z
    .strictObject({ action: z.literal('close'), ...signed, as: z.enum(['abandoned', 'installed']).default('abandoned') })
    .describe('ends the current run'),
  z
    .strictObject({ action: z.literal('extend'), ...signed, seconds: z.int().min(1).max(31_536_000) })
    .describe('gives the next stage of the current run more time: added to its limit, or from now if the limit has passed'),
]);
export type Action = z.infer<typeof actionSchema>;

/** The transitions that `action` causes, or a sentence that explains why it is not possible. */
export function act(track: Track, action: Action, atMs: number): Transition[] | string {
  const run = track.open;
  const byHand = { by: action.author, atMs, note: action.note ?? null };
  switch (action.action) {
    case 'acknowledge':
      if (!run || !statusTable[run.status].offers.includes('acknowledge'))
        return 'there is nothing to acknowledge: its run is well, or over';
      run.acknowledge(byHand);
      return [signedTransition(track, run, 'acknowledged', byHand)];
    case 'unacknowledge':
      if (!run?.acknowledged) return 'it is not acknowledged';
      run.acknowledge(null);
      return [signedTransition(track, run, 'unacknowledged', byHand)];
    case 'mute':
      track.mute({ ...byHand, untilMs: action.seconds === undefined ? null : atMs + action.seconds * 1000 });
      return [signedTransition(track, run, 'muted', { ...byHand, note: noted(forHowLong(action.seconds), byHand.note) })];
    case 'unmute':
      if (!track.muted) return 'it is not muted';
      track.mute(null);
      return [signedTransition(track, run, 'unmuted', byHand)];
    case 'close':
      if (!run) return 'it has no run to close';
      run.send({ type: 'CLOSED', atMs, as: action.as });
      return [{ ...signedTransition(track, run, 'closed', byHand), success: action.as === 'installed' }];
    case 'extend':
      if (!run || !run.send({ type: 'EXTENDED', atMs, seconds: action.seconds }))
        return 'no limit is running, so there is nothing to extend';
      return [
        signedTransition(track, run, 'extended', { ...byHand, note: noted(`${limitText(action.seconds * 1000)} more`, byHand.note) }),
      ];
  }
}

function forHowLong(seconds: number | undefined): string {
  return seconds === undefined ? 'until it is unmuted' : `for ${limitText(seconds * 1000)}`;
}

/** The message of an action's event: how much, and why. */
function noted(what: string, note: string | null): string {
  return note === null ? what : `${what}: ${note}`;
}

function signedTransition(track: Track, open: Run | undefined, kind: ActionKind, { by, atMs, note }: Acknowledgement): Transition {
  const run = open ?? track.runs.at(-1);
  const when = { atMs, receivedAtMs: atMs, evidence: null };
  if (run) return { ...run.transition(kind, when, { stage: presentStage(run), message: note }), author: by };
  const nothing = { runId: '', stage: '', status: 'idle', statusBefore: 'idle' } as const;
  return { kind, ...nothing, success: true, message: note, observedAtMs: atMs, receivedAtMs: atMs, evidence: null, author: by };
}
