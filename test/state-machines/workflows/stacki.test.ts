import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fillCommand } from '../../../state-machines/workflow/checks.ts';
import { recognise } from '../../../state-machines/workflow/recognise.ts';
import type { Sight } from '../../../state-machines/vocabulary.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';

const workflows = [...builtInWorkflows.values()].filter(({ name }) => name.startsWith('stacki-'));
const stages = workflows.flatMap((workflow) =>
  workflow.stages.map((stage) => ({ workflow, stage, name: `${workflow.name} ${stage.name}` })),
);
const commands = [
  ...new Set(stages.flatMap(({ stage }) => stage.checks.flatMap(({ command }) => (command === undefined ? [] : [command])))),
];
const backend = { ip: '10.1.1.101', mac: '52:54:00:aa:00:10', host: 'backend-0-0' };

describe('what to check', () => {
  it.each(stages)('$name has a hint and checks, none twice', ({ stage }) => {
    expect(stage.hint).toMatch(/[.?]$/);
    expect(stage.checks.length).toBeGreaterThan(0);
    expect(new Set(stage.checks.map(({ ask }) => ask)).size).toBe(stage.checks.length);
  });
});

describe('a command to copy', () => {
  it('is there for most checks', () => {
    expect(commands.length).toBeGreaterThan(40);
  });

  it.each(commands)('%s', (command) => {
    const filled = fillCommand(command, backend) ?? '';
    expect(filled, 'needs nothing but what is known of a backend').not.toMatch(/^$|\{(?!http_code|size_download)/);
    expect(spawnSync('bash', ['-n', '-c', filled], { encoding: 'utf8' }), 'is one that bash can read').toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(
      parts(filled).filter((part) => !readOnly.some((allowed) => allowed.test(part))),
      'only reads',
    ).toEqual([]);
    expect(
      stageSights(filled).map((sight) => recognisedSomewhere(sight)),
      'makes this host no installing machine',
    ).not.toContain(true);
  });
});

/** The programs that one command runs; what is between quotes is theirs. */
function parts(command: string): string[] {
  return command
    .replace(/'[^']*'/g, (quoted) => quoted.replaceAll(/[|;&]/g, ' '))
    .split(/\|\||&&|[|;]/)
    .map((part) => part.trim().replace(/^ssh (?:-p 2200 )?'root@[\d.]+' /, ''));
}

const readOnly = [
  /^(?:cat|grep|ls|tail|df|echo|dmesg)\b/,
  /^(?:journalctl|ss|ping) (?!.*(?:--rotate|--vacuum|-K|-f\b))/,
  /^ip (?:-s link|neigh show '[\d.]+')$/,
  /^iptables -nL /,
  /^systemctl status /,
  /^stack (?:list|report) /,
  /^timeout \d+ (?:tcpdump (?!.*-[wWzG])|bash -c '<\/dev\/tcp\/[\d.]+\/\d+'$)/,
  /^curl (?!.*(?:-d|--data|-X|-T|-F))-sSk? -m 10 -o \/dev\/null /,
];

/** What this host's own logs would say of it. */
function stageSights(command: string): Sight[] {
  return [...command.matchAll(/\b(tftp|https?):\/\/localhost\/([^\s'?]*)/g)].map(([, protocol, path = '']) =>
    protocol === 'tftp' ? { kind: 'tftp', file: path, error: null } : { kind: 'http', path: `/${path}`, query: '', status: 200 },
  );
}

function recognisedSomewhere(sight: Sight): boolean {
  const observation = { sight, who: { ip: '127.0.0.1' }, observedAtMs: 0, receivedAtMs: 0 };
  const evidence = { source: 'messages', line: 1, offset: 0, text: '' };
  return workflows.some((workflow) => typeof recognise(workflow, {}, { ...observation, evidence }) === 'object');
}
