import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { ConsoleOutput } from '../../../../server/outputs/console/console.ts';
import { change } from '../../core/changes.ts';
import { testOutput } from '../contract/output-contract.ts';

function create(isTTY = false) {
  const out = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream;
  const said: string[] = [];
  out.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  return { output: new ConsoleOutput(out), written: () => said.join('') };
}

testOutput(() => create());

it('has a line for each change, without repetitions', () => {
  const { output, written } = create();
  output.take(change());
  output.take(change({ kind: 'repeated' }, 2));
  output.take({ type: 'gone', seq: 3, id: 'other' });
  expect(written()).toBe('01:05:17 ▶ backend-0-0      DHCPDISCOVER\n');
});

it('has colours on a terminal only', () => {
  const onTerminal = create(true);
  onTerminal.output.take(change());
  const elsewhere = create(false);
  elsewhere.output.take(change());
  expect(onTerminal.written()).toContain('\u001B[34m');
  expect(elsewhere.written()).not.toContain('\u001B');
});
