import { expect, it } from 'vitest';
import { createKadeployPrograms } from '../../../../server/inputs/kadeploy/syslog-programs.ts';
import { logLine } from '../real-lines.ts';

const atMs = Date.UTC(2026, 10, 21, 6);
const wid = 'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab';
const inDebug = (words: string): string => `${wid}|root -> ${words}`;

it('the debug text of version 3 is read, as late as its lines', () => {
  const read = createKadeployPrograms()['Kadeploy-dbg'];
  read?.(inDebug('Launching a deployment on node-1'), logLine('x'), atMs);
  expect(read?.(inDebug('Performing a Deploy[BootNewEnvKexec] step'), logLine('x'), atMs + 1_000)).toMatchObject({
    atMs: atMs + 1_000,
    observations: [{ who: { host: 'node-1' }, deployment: `kadeploy:${wid}`, observedAtMs: atMs + 1_000 }],
  });
});

it.each(['kadeploy', 'Kadeploy-dbg'])('what else %s says is nothing of ours, and no line that is not understood', (program) => {
  const reading = createKadeployPrograms()[program]?.('something else', logLine('x'), atMs);
  expect(reading).toMatchObject({ atMs, observations: [] });
  expect(reading?.isUnparsed).not.toBe(true);
});

it('each log has readers of its own', () => {
  const [one, other] = [createKadeployPrograms(), createKadeployPrograms()];
  one['Kadeploy-dbg']?.(inDebug('Launching a deployment on node-1'), logLine('x'), atMs);
  const step = other['Kadeploy-dbg']?.(inDebug('Performing a Deploy[BootNewEnvKexec] step'), logLine('x'), atMs);
  expect(step?.observations).toEqual([]);
});
