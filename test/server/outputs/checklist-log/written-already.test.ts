import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ChecklistLog } from '../../../../server/outputs/checklist-log/checklist-log.ts';
import { checklistLine } from '../../../../server/outputs/contract/change-line.ts';
import { change } from '../../core/changes.ts';
import { keptLog } from '../../inputs/following/silent-log.ts';
import { pastOf } from '../contract/past.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const changes = ['DHCPDISCOVER', 'DHCPOFFER', 'DHCPREQUEST'].map((stage, i) => change({ stage }, i + 1));
const again = change({ kind: 'repeated', stage: 'DHCPREQUEST' }, 4);
const [a = '', b = '', c = ''] = changes.map(({ backend, transition }) => `${checklistLine(backend, transition)}\n`);

describe('checklist.log after an end without warning', () => {
  it.each([
    ['nothing was written', undefined, ''],
    ['something older was', undefined, 'an older line\n'],
    ['the first was', undefined, `an older line\n${a}`],
    ['all were', undefined, a + b + c],
    ['half of the second was', undefined, a + b.slice(0, 20)],
    ['only half of the first was', undefined, a.slice(0, 7)],
    ['logrotate came between', `older\n${a}`, b],
    ['logrotate came just after', `older\n${a}${b}`, ''],
  ])('each line is there once when %s', async (_what, rotated, text) => {
    const path = join(newFolder(), 'checklist.log');
    if (rotated !== undefined) writeFileSync(`${path}.1`, rotated);
    writeFileSync(path, text);
    const output = new ChecklistLog({ path, format: 'lines', log: keptLog().log, past: pastOf([...changes, again]).past });
    await output.start();
    await output.close();
    const all = (rotated ?? '') + readFileSync(path, 'utf8');
    expect(all.split('\n').filter((line) => line.startsWith('IP = '))).toEqual([a, b, c].map((line) => line.trimEnd()));
  });

  it.each([
    ['-20261121', (text: string) => Buffer.from(text)],
    ['.1.gz', (text: string) => gzipSync(text)],
  ])('each line is there once when logrotate made %s of it', async (ending, pack) => {
    const path = join(newFolder(), 'checklist.log');
    writeFileSync(`${path}${ending}`, pack(`older\n${a}${b}`));
    const output = new ChecklistLog({ path, format: 'lines', log: keptLog().log, past: pastOf([...changes, again]).past });
    await output.start();
    await output.close();
    expect(readFileSync(path, 'utf8')).toBe(c);
  });

  it('moves its position to the last line that is in the file', async () => {
    const path = join(newFolder(), 'checklist.log');
    const { past, done } = pastOf([]);
    const output = new ChecklistLog({ path, format: 'lines', log: keptLog().log, past });
    for (const one of [...changes, again]) output.take(one);
    await output.close();
    expect(done).toEqual([3]);
  });
});
