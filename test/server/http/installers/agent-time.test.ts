// The helper's clock: what it makes of the kernel's, in hundredths of a second.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentScript } from '../../../../server/service/version.ts';
import { tempFolders } from '../../temp-folder.ts';
import { shells, type Shell } from './run-agent.ts';

const newFolder = tempFolders();
const now = /^now\(\) \{\n.*?\n\}$/ms.exec(readFileSync(agentScript, 'utf8'))?.[0] ?? '';

function stampAt(uptime: string, shell: Shell): string {
  const file = join(newFolder(), 'uptime');
  writeFileSync(file, `${uptime} 4.56\n`);
  const [command, ...args] = shells[shell];
  return execFileSync(command, [...args, '-c', `${now.replace('/proc/uptime', file)}\nnow`], { encoding: 'utf8' }).trim();
}

describe.each(Object.keys(shells) as Shell[])('under %s', (shell) => {
  // An install is under way when the seconds get one digit more.
  it.each([
    ['0.00', '0.07', 7],
    ['0.98', '1.01', 3],
    ['9.99', '10.00', 1],
    ['95.00', '105.09', 1_009],
    ['999.99', '1000.01', 2],
    ['9999.50', '10000.00', 50],
  ])('from %s to %s seconds', (before, after, hundredths) => {
    const [first, second] = [stampAt(before, shell), stampAt(after, shell)];
    expect(Number(second) - Number(first)).toBe(hundredths);
    expect([second, first].toSorted()).toEqual([first, second]);
  });
});
