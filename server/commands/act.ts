// `checklist act`: acknowledges, mutes, closes or extends in a running service, in the name of the caller.
import { userInfo } from 'node:os';
import type * as z from 'zod';
import { actionSchema } from '../../state-machines/track/actions.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { oneLine } from '../outputs/contract/change-line.ts';
import { fetchJson } from './client/service-client.ts';

export interface ActOptions {
  url: string;
  author?: string;
  note?: string;
  seconds?: number;
  /** Seconds, too: `--for 2h`. */
  for?: number;
  as?: string;
  json?: boolean;
}

interface Answer {
  done: string[];
  refused: { backend: string; why: string }[];
}

/** Sets exit code 1 if anything was refused. */
export async function act(action: string, nodesets: readonly string[], options: ActOptions): Promise<void> {
  const { url, note, as, seconds = options.for, author = whoAmI(), json } = options;
  const wanted = actionSchema.safeParse(withoutUndefined({ action, author, note, seconds, as }));
  if (!wanted.success) throw new SettingsError(wanted.error.issues.map((issue) => mistakeOf(action, issue)));
  const answer = await fetchJson<Answer>(url, '/api/v1/actions', { body: { backends: nodesets, ...wanted.data } });
  if (json) process.stdout.write(`${JSON.stringify(answer, null, 1)}\n`);
  else print(action, answer);
  if (answer.refused.length > 0) process.exitCode = 1;
}

function print(action: string, { done, refused }: Answer): void {
  for (const backend of done) process.stdout.write(`${action} ${oneLine(backend)}: done\n`);
  for (const { backend, why } of refused) process.stderr.write(`checklist: ${action} ${oneLine(backend)}: refused: ${oneLine(why)}\n`);
}

function mistakeOf(action: string, issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `${action} does not accept ${issue.keys.map((key) => `--${key}`).join(', ')}`;
  const [name = ''] = issue.path;
  return `${name === 'action' ? 'the action' : `--${String(name)}`}: ${issue.message}`;
}

function withoutUndefined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Under sudo, the person who called it instead of root. */
function whoAmI(): string {
  return process.env['SUDO_USER'] || process.env['USER'] || userInfo().username;
}
