// The commands that only look: check-config and workflows.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { tempFolders } from '../temp-folder.ts';
import { run } from './run.ts';

const newFolder = tempFolders();
function file(name: string, text: string, folder = newFolder()): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('check-config', () => {
  it('lists all mistakes and ends with 2', async () => {
    const path = file('checklist.yaml', 'http: { port: 70000 }\nlog: { format: xml }\ntimezone: Mars/Olympus\n');
    const { code, stdout, stderr } = await run(['check-config', '-c', path]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n').toSorted()).toEqual([
      expect.stringMatching(/^checklist: .*checklist\.yaml: http\.port: /),
      expect.stringMatching(/^checklist: .*checklist\.yaml: log\.format: /),
      expect.stringMatching(/^checklist: .*checklist\.yaml: timezone: /),
    ]);
  });

  it('lists those of the inventory and of workflow files too', async () => {
    const folder = newFolder();
    file('inventory.yaml', 'backends: [{ host: a, interfaces: [] }]\n', folder);
    const path = file('checklist.yaml', 'inventory: { file: inventory.yaml }\nworkflow: unheard-of\n', folder);
    const { code, stderr } = await run(['check-config', '-c', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/inventory\.yaml:1: backends\.0\.interfaces: at least one/);
    expect(stderr).toMatch(/no workflow is called unheard-of/);
  });

  it('names the line of a limit for a stage that is not', async () => {
    const folder = newFolder();
    file('inventory.yaml', 'backends:\n  - { host: a, interfaces: [{ ip: 10.1.1.1 }], limits: { Unheard_Of: 3 } }\n', folder);
    const path = file('checklist.yaml', 'inventory: { file: inventory.yaml }\n', folder);
    const { code, stderr } = await run(['check-config', '-c', path]);
    expect([code, stderr]).toEqual([2, `checklist: ${folder}/inventory.yaml:2: limits of a: no stage is called Unheard_Of\n`]);
  });

  it('says what would run, and which logs are not there', async () => {
    const folder = newFolder();
    file('messages', '', folder);
    const path = file(
      'checklist.yaml',
      'sources: [{ type: syslog, path: messages }, { type: access-log, path: access_log }]\nhttp: { port: 8080 }\n',
      folder,
    );
    const { code, stdout, stderr } = await run(['check-config', '-c', path]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`syslog ${folder}/messages, from the end\n`);
    expect(stdout).toContain(`access-log ${folder}/access_log, from the end: does not exist yet; read as soon as it does\n`);
    expect(stdout).toContain('http://127.0.0.1:8080');
    expect(stdout).toContain('embedded, 0.0.0.0:1883');
  });

  it('runs without any settings', async () => {
    expect(await run(['check-config'], { cwd: newFolder() })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('workflows', () => {
  it('lists ours with their stages and limits', async () => {
    const { code, stdout } = await run(['workflows']);
    expect(code).toBe(0);
    for (const { name, stages } of builtInWorkflows.values()) {
      expect(stdout).toContain(`${name}: `);
      for (const stage of stages) expect(stdout).toMatch(new RegExp(`^  ${stage.name} +${stage.group}`, 'm'));
    }
  });

  it('with a name, lists that one with what to check', async () => {
    const { code, stdout } = await run(['workflows', 'stacki-redhat-7']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ {2}TFTP_RRQ +tftp .*\n {4}Is in\.tftpd running.*\n(?: {4}- .*\n(?: {8}.*\n)?)* {4}- Does anything listen on UDP port 69.*\n {8}ss -lunp 'sport = :69'$/m,
    );
    expect(stdout).not.toContain('stacki-sles-12:');
    const { stderr, ...unknown } = await run(['workflows', 'unheard-of']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^checklist: no workflow is called unheard-of; known workflows: debian-preseed, /);
  });

  it('--check names the file and the reason, of every broken file', async () => {
    const folder = newFolder();
    const good = file('good.yaml', 'name: site\nextends: stacki-sles-12\n', folder);
    const twice = file('twice.yaml', 'name: twice\nextends: stacki-sles-12\nstages: [{ name: DHCPOFFER, aliases: [DHCPACK] }]\n', folder);
    const cut = file('cut.yaml', 'name: [', folder);
    expect(await run(['workflows', '--check', good])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^site: /) });
    const { code, stdout, stderr } = await run(['workflows', '--check', good, twice, cut]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^checklist: ${twice}:3: stages\\.DHCPACK: the name DHCPACK is there twice$`, 'm'));
    expect(stderr).toMatch(new RegExp(`^checklist: ${cut}:1: `, 'm'));
  });

  it('--schema is a JSON Schema', async () => {
    const { code, stdout } = await run(['workflows', '--schema']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining('json-schema.org'), anyOf: expect.any(Array) });
  });
});
