// Events of the webhook reporters of cloud-init, curtin and Subiquity: a step starts or ends. All content is untrusted.
import * as z from 'zod';
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { cleanText } from './health-body.ts';

// {"name": "cmd-install/stage-partitioning", "description": "configuring storage", "event_type": "finish", "origin": "curtin", "result": "SUCCESS"}
const eventSchema = z.object({
  name: z.string().min(1).max(1_000),
  description: z.string().nullish(),
  event_type: z.string().max(64),
  result: z.string().max(64).nullish(),
});
/** The outermost steps: if one fails, the install has failed. */
const wholeInstalls = new Set(['cmd-install', 'subiquity/Install/install', 'subiquity/Install/install/curtin_install']);
const nameLength = 200;

/** Undefined if `json` is not such an event. */
export function readCloudInitEvent(json: unknown): InstallerEvent | undefined {
  const parsed = eventSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { name: sent, description, event_type: type, result } = parsed.data;
  const name = cleanText(sent).slice(0, nameLength);
  // WARN is a step that continued anyway.
  const error = result === 'FAIL' || result === 'FAILURE';
  const phase = type === 'start' || type === 'finish' ? type : 'note';
  const said = cleanText(description ?? '') || name;
  const text = `${said === name ? name : `${name}: ${said}`}${error ? ': FAIL' : ''}`.slice(0, 2_000);
  return name === '' ? undefined : { kind: 'event', name, phase, error, part: error && wholeInstalls.has(name) ? 'install' : null, text };
}
