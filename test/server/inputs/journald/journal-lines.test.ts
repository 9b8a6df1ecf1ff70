import { expect, it } from 'vitest';
import { runJournalctl } from '../../../../server/inputs/journald/journal-lines.ts';

/** A shell script in place of journalctl. */
function run(script: string) {
  const complaints: string[] = [];
  const journal = runJournalctl('sh', ['-c', script], (text) => complaints.push(text));
  return { ...journal, complaints };
}

it.each([
  ['all lines', 'echo one; echo two', ['one', 'two']],
  ['no line', 'true', []],
  ['no line that was only begun', 'echo one; printf two', ['one']],
  ['a line that comes in pieces', 'printf on; cat; echo e', ['one']],
  ['messages in English', 'echo $LC_ALL', ['C']],
  ['nothing to read for it', 'cat; echo end', ['end']],
])('a run that ends at the end of the journal gives %s', async (_, script, lines) => {
  const { lines: given, complaint } = run(script);
  expect(await Array.fromAsync(given)).toEqual(lines);
  expect(complaint()).toBeNull();
});

it.each([
  ['a code', 'echo one; exit 3', 'sh exited with code 3'],
  ['a code and its words', 'echo one; echo "  no such thing" >&2; exit 1', 'sh exited with code 1: no such thing'],
  ['a signal', 'echo one; kill -9 $$', 'sh exited with SIGKILL'],
])('a run that ends with %s gives what it had, and says why', async (_, script, complaint) => {
  const journal = run(script);
  expect(await Array.fromAsync(journal.lines)).toEqual(['one']);
  expect(journal.complaint()).toBe(complaint);
});

it('a program that is not there', async () => {
  const { lines, complaint } = runJournalctl('/nowhere/journalctl', [], () => {});
  expect(await Array.fromAsync(lines)).toEqual([]);
  expect(complaint()).toBe('/nowhere/journalctl not found: this machine has no journal; set its log files as sources');
});

it('a program that may not be run', async () => {
  const { lines, complaint } = runJournalctl('/etc/passwd', [], () => {});
  expect(await Array.fromAsync(lines)).toEqual([]);
  expect(complaint()).toMatch(/EACCES/);
});

it('what it says of itself is told on the way, the last 500 characters of it', async () => {
  const { lines, complaints, complaint } = run(`printf %0600d 7 >&2; echo one; exit 1`);
  expect(await Array.fromAsync(lines)).toEqual(['one']);
  expect(complaints.at(-1)).toBe('7'.padStart(500, '0'));
  expect(complaint()).toBe(`sh exited with code 1: ${'7'.padStart(500, '0')}`);
});

it('a run that is ended has no complaint', async () => {
  const { lines, complaint, end } = run('echo one; exec sleep 60');
  const given: string[] = [];
  for await (const line of lines) {
    given.push(line);
    end();
  }
  expect([given, complaint()]).toEqual([['one'], null]);
});

it('ending a run that is over changes nothing', async () => {
  const { lines, complaint, end } = run('exit 3');
  await Array.fromAsync(lines);
  end();
  expect(complaint()).toBe('sh exited with code 3');
});
