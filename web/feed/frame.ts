// Validates the messages of the socket. An invalid one is returned as undefined: the caller counts it, nothing throws.
// oxlint-disable-next-line import/no-unassigned-import -- configures zod before the next import creates schemas
import './jitless-schemas.ts';
import { summaryFrameSchema, type SummaryFrame } from '../../state-machines/view/feed.ts';

/** The frame in a socket message; undefined for a damaged one. */
export function parseFrame(data: unknown): SummaryFrame | undefined {
  if (typeof data !== 'string') return undefined;
  const parsed = summaryFrameSchema.safeParse(parseJson(data));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
