// What a person may do to a backend from the dashboard or the API, and what it makes of the backend's run. Each is a transition with its author's
// name. Pure: the time is part of the action.
import * as z from 'zod';
import { limitText } from '../vocabulary/duration.ts';
import { presentStage } from '../run/present.ts';
import type { Run } from '../run/run.ts';
import { statusTable, type Acknowledgement, type ActionKind, type Transition } from '../vocabulary.ts';
import type { Track } from './track.ts';

const signed = {
  author: z.string().trim().min(1).max(64).describe('who does it'),
  note: z.string().trim().max(500).optional().describe('why'),
};

/** The body of `POST /api/v1/actions`, without the machines that it is for. */
export const actionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('acknowledge'), ...signed }).describe('somebody has seen it; until the run changes its status'),
  z.strictObject({ action: z.literal('unacknowledge'), ...signed }),
  z
    .strictObject({ action: z.literal('mute'), ...signed, seconds: z.int().min(1).max(31_536_000).optional() })
    .describe('maintenance: counts as no trouble, for so long or until it is unmuted'),
  z.strictObject({ action: z.literal('unmute'), ...signed }),
  z
    .strictObject({ action: z.literal('close'), ...signed, as: z.enum(['abandoned', 'installed']).default('abandoned') })
    .describe('ends the present run'),
  z
    .strictObject({ action: z.literal('extend'), ...signed, seconds: z.int().min(1).max(31_536_000) })
    .describe('gives the next stage of the present run more time: on top of its limit, or from now when that has passed'),
]);
export type Action = z.infer<typeof actionSchema>;

/** What `action` makes of the backend, or the sentence that says why it can't be done. */
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
      if (!run?.acknowledged) return 'nobody has acknowledged it';
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
      if (!run) return 'it has no run that could be closed';
      run.send({ type: 'CLOSED', atMs, as: action.as });
      return [{ ...signedTransition(track, run, 'closed', byHand), success: action.as === 'installed' }];
    case 'extend':
      if (!run || !run.send({ type: 'EXTENDED', atMs, seconds: action.seconds })) return 'no limit runs that could be extended';
      return [
        signedTransition(track, run, 'extended', { ...byHand, note: noted(`${limitText(action.seconds * 1000)} more`, byHand.note) }),
      ];
  }
}

function forHowLong(seconds: number | undefined): string {
  return seconds === undefined ? 'until it is unmuted' : `for ${limitText(seconds * 1000)}`;
}

/** What an event says of an action: how much of it, and why. */
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
