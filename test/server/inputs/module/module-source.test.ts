import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SettingsError } from '../../../../server/settings/settings-error.ts';
import { readModuleItem } from '../../../../server/inputs/module/module-item.ts';
import { createModuleSource } from '../../../../server/inputs/module/module-source.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';

const newFolder = tempFolders();
const context = { source: 'site', receivedAtMs };

/** A source of this text; what the test sends comes through its options. */
function create(text: string) {
  const file = join(newFolder(), 'site.mjs');
  writeFileSync(file, text);
  const troubles = new Seen<string | null>();
  const hand: { push?: (item: unknown) => Promise<void> } = {};
  const source = createModuleSource({
    name: 'site',
    file,
    options: hand,
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
  });
  onTestFinished(() => source.stop());
  return { source, troubles, push: (item: unknown) => void hand.push?.(item) };
}

const plain = 'export const createSource = ({ options }) => ({ follow: (push) => void (options.push = push), stop() {} });';
const docked = (n: number) => ({
  kind: 'observation',
  observation: { who: { host: 'ship-1' }, sight: { kind: 'event', name: 'slip/docked' }, evidence: `docked ${n}` },
});

testSource(async () => {
  const { source, troubles, push } = create(plain);
  return { source, troubles, tell: async (n) => push(docked(n)), babble: async () => push({ kind: 'whatever' }) };
});

describe('what a module pushes', () => {
  it('is completed', () => {
    expect(readModuleItem({ ...docked(1), at: { line: 7 } }, context)).toEqual({
      kind: 'reading',
      atMs: receivedAtMs,
      position: { source: 'site', at: { line: 7 } },
      observations: [
        {
          who: { host: 'ship-1' },
          sight: { kind: 'event', name: 'slip/docked', phase: 'finish', error: false, part: null, text: '' },
          observedAtMs: receivedAtMs,
          receivedAtMs,
          evidence: { source: 'site', line: null, offset: null, text: 'docked 1' },
        },
      ],
    });
  });

  it.for([
    ['nothing', null, ''],
    ['nobody', { kind: 'observation', observation: { who: {}, sight: { kind: 'text', text: 'x' } } }, 'observation.who: host, ip or mac'],
    [
      'no address',
      { kind: 'observation', observation: { who: { ip: 'ship' }, sight: { kind: 'text', text: 'x' } } },
      'invalid name or address',
    ],
    ['no sight', { kind: 'observation', observation: { who: { host: 'a' } } }, 'observation.sight'],
    ['a sight of ours', { kind: 'observation', observation: { who: { host: 'a' }, sight: { kind: 'dhcp' } } }, 'observation.sight'],
    [
      'no time',
      { kind: 'observation', observation: { who: { host: 'a' }, sight: { kind: 'text', text: 'x' }, observedAtMs: NaN } },
      'observedAtMs',
    ],
    ['no deployment', { kind: 'deployment', report: { id: 'a' } }, 'report.'],
    [
      'a word too many',
      { kind: 'deployment', report: { id: 'a', workflow: 'b', reportedAt: '2026-11-21T00:00:00Z', colour: 1 } },
      'colour',
    ],
    ['a function', { kind: 'position', at: () => 1 }, 'at'],
  ] as const)('%s is told', ([, item, why]) => {
    expect(readModuleItem(item, context)).toEqual({ unparsed: expect.stringContaining(why) });
  });

  it('has no control characters, and no more than there is room for', () => {
    const sight = { kind: 'text', text: `\u001b[31m${'x'.repeat(10_000)}` };
    const item = readModuleItem({ kind: 'observation', observation: { who: { host: 'A' }, sight } }, context);
    expect(item).toMatchObject({ observations: [{ who: { host: 'a' }, sight: { text: expect.stringMatching(/^\[31mx{1995}$/) } }] });
  });
});

describe('a module', () => {
  it.for([
    ['that is not there', null, /can.t be|Cannot find/i],
    ['with a mistake', 'export const = 1;', /Unexpected|SyntaxError/],
    ['without createSource', 'export const a = 1;', /does not export a function createSource/],
    ['that gives no source', 'export const createSource = () => ({});', /must return an object with follow and stop/],
    ['that throws', 'export const createSource = () => { throw new Error("no url in options"); };', /no url in options/],
  ] as const)('%s ends the start, with its file', ([, text, why]) => {
    const file = join(newFolder(), 'site.mjs');
    if (text !== null) writeFileSync(file, text);
    const load = () => createModuleSource({ name: 'site', file, nowMs: () => 0, onTrouble: () => {} });
    expect(load).toThrow(SettingsError);
    expect(load).toThrow(why);
    expect(load).toThrow(file);
  });

  it('is told where it was, gives what is there, and what it throws is its trouble', async () => {
    const { source, troubles } = create(`export const createSource = () => {
      let at;
      return {
        resume: (stored) => (at = stored.line),
        *catchUp() {
          yield { kind: 'observation', observation: { who: { host: 'a' }, sight: { kind: 'text', text: 'line ' + at }, observedAtMs: 5 } };
          yield { kind: 'deployment', report: { id: 'a:1', workflow: 'a', reportedAt: '2026-11-21T00:00:00Z' }, at: { line: 8 } };
          throw new Error('half a file');
        },
        follow() { throw new Error('no server'); },
        stop() { throw new Error('stuck'); },
        status: () => ({ from: 'a file', trouble: null }),
      };
    };`);
    source.resume?.({ line: 7 });
    const items = await Array.fromAsync(source.catchUp());
    expect(items).toMatchObject([
      { atMs: 5, observations: [{ sight: { text: 'line 7' } }] },
      { report: { id: 'a:1' }, position: { source: 'site', at: { line: 8 } } },
    ]);
    await followed(source);
    expect(troubles.all).toEqual([expect.stringContaining('half a file'), expect.stringContaining('no server')]);
    expect(source.status()).toMatchObject({ from: 'a file', alive: false, trouble: expect.stringContaining('no server') });
  });
});
