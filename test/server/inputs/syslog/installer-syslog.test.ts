import { expect, it } from 'vitest';
import { readInstallerSyslog } from '../../../../server/inputs/syslog/installer-syslog.ts';

const sightOf = (text: string) => {
  const read = readInstallerSyslog(text, '10.1.1.101');
  return typeof read === 'string' ? read : read.sight;
};

it.each<[string, object]>([
  [
    '<182>Nov 21 01:05:12 backend-0-0 anaconda[1755]: packaging: 40%',
    { kind: 'event', name: 'anaconda', phase: 'note', text: 'packaging: 40%' },
  ],
  ['<182>Nov  1 01:05:12 anaconda: x', { name: 'anaconda', text: 'x' }],
  [
    "<30>Nov 21 01:05:12 main-menu[254]: INFO: Menu item 'partman-base' selected",
    { name: 'debian-installer/partman-base', phase: 'start' },
  ],
  [
    "<28>main-menu[254]: WARNING **: Menu item 'partman-base' failed.",
    { name: 'debian-installer/partman-base', phase: 'finish', error: true, part: 'install' },
  ],
  [
    '<14>Nov 21 01:20:02 backend-0-0 xcat: Sat Nov 21 01:20:02 UTC 2026 Running postscript: otherpkgs',
    { kind: 'event', name: 'xcat/postscript/otherpkgs', phase: 'start' },
  ],
  ['<14>Nov 21 01:20:05 backend-0-0 xcat.provision:  provision completed.(backend-0-0)', { name: 'xcat/provision-completed', part: 'end' }],
  ['<14>1 2026-11-21T01:05:12.003Z backend-0-0 checklist - - - DISKS_NUKED', { kind: 'report', stage: 'DISKS_NUKED' }],
  ['<14>1 - - checklist 7 - [a@1 b="x\\"\\]y"][c@2 d=""] \uFEFFDISKS_NUKED', { kind: 'report', stage: 'DISKS_NUKED' }],
  [
    '<14>Nov 21 01:05:12 backend-0-0 checklist: {"systest":"SSH_Open","flag":"True","msg":"no sshd"}',
    { stage: 'SSH_Open', error: true, message: 'no sshd' },
  ],
])('%s', (text, expected) => {
  expect(sightOf(text)).toMatchObject(expected);
});

it.each([
  ['<183>Nov 21 01:05:12 backend-0-0 anaconda[1755]: of debug level', 'irrelevant'],
  ['<30>Nov 21 01:05:12 backend-0-0 NetworkManager[7]: x', 'irrelevant'],
  ['<14>Nov 21 01:05:12 backend-0-0 checklist: {"hello": 1}', 'irrelevant'],
  ['<192>Nov 21 01:05:12 backend-0-0 anaconda[1]: x', 'unparsed'],
  ['Nov 21 01:05:12 backend-0-0 anaconda[1]: x', 'unparsed'],
  ['', 'unparsed'],
])('%s is %s', (text, expected) => {
  expect(sightOf(text)).toBe(expected);
});

it.each([
  ['10.1.1.101', { ip: '10.1.1.101' }],
  ['127.0.0.1', { host: 'backend-0-7' }],
])('what comes from %s is whose that is', (sender, who) => {
  const read = readInstallerSyslog('<182>Nov 21 01:05:12 backend-0-7 anaconda[1]: x', sender);
  expect(read).toMatchObject({ who });
  expect(read).not.toHaveProperty('who.mac');
});
