// What installers report of themselves, through the parsers of their own words, under the workflows that are made for them.
import { describe, expect, it } from 'vitest';
import { readCloudInitEvent } from '../../../server/inputs/health/cloud-init-event.ts';
import { createCobblerParser } from '../../../server/inputs/cobbler/install-log.ts';
import { readFaiLine } from '../../../server/inputs/fai/monitor-lines.ts';
import { readInstallerSyslog } from '../../../server/inputs/syslog/installer-syslog.ts';
import { createXcatParser } from '../../../server/inputs/xcat/xcat-log.ts';
import { recognise } from '../../../state-machines/workflow/recognise.ts';
import type { Sight } from '../../../state-machines/vocabulary.ts';
import { logLine, observationsOf } from '../../server/inputs/real-lines.ts';
import { workflowCalled } from '../track/play-track.ts';

/** `STAGE`, `STAGE!` for its error, `all!` when the whole install has failed, or `words`. */
function told(workflow: string, sight: Sight | undefined): string {
  if (!sight) return 'nothing';
  const evidence = { source: '', line: null, offset: null, text: '' };
  const found = recognise(workflowCalled(workflow), {}, { sight, who: { ip: '10.1.1.101' }, observedAtMs: 0, receivedAtMs: 0, evidence });
  return typeof found === 'object' ? `${found.whole ? 'all' : found.stage.name}${found.error ? '!' : ''}` : 'words';
}

describe('FAI', () => {
  it.each([
    ['TASKBEGIN action', 'FAI_action'],
    ['TASKBEGIN partition', 'words'],
    ['TASKEND partition 0', 'FAI_partition'],
    ['TASKERROR partition 710', 'FAI_partition!'],
    ['TASKERROR instsoft 471', 'FAI_instsoft'],
    ['TASKEND install 0', 'FAI_faiend'],
    ['TASKERROR install 710', 'all!'],
    ['TASKEND faiend 0', 'FAI_faiend'],
    ['TASKBEGIN reboot', 'FAI_reboot'],
    ['HOOK instsoft.DEBIAN', 'words'],
    ['TASKEND nosuchtask 0', 'words'],
  ])('%s: %s', (line, expected) => {
    const read = readFaiLine(`backend-0-0 ${line}`, '10.1.1.101');
    expect(told('fai', typeof read === 'string' ? undefined : read.sight)).toBe(expected);
  });
});

describe('Ubuntu', () => {
  it.each([
    ['cmd-install/stage-partitioning', 'start', undefined, 'words'],
    ['cmd-install/stage-partitioning', 'finish', 'SUCCESS', 'Storage_Ready'],
    ['cmd-install/stage-partitioning', 'finish', 'FAIL', 'Storage_Ready!'],
    ['cmd-install/stage-extract', 'start', undefined, 'Extract_Started'],
    ['cmd-install/stage-curthooks', 'finish', 'SUCCESS', 'Kernel_Installed'],
    ['subiquity/Late/run_user_supplied', 'start', undefined, 'Late_Commands'],
    ['cmd-install', 'finish', 'FAIL', 'all!'],
    ['init-network/check-cache', 'start', undefined, 'words'],
  ])('%s, %s %s: %s', (name, type, result, expected) => {
    expect(told('ubuntu-autoinstall', readCloudInitEvent({ name, event_type: type, result }))).toBe(expected);
  });
});

describe('Debian', () => {
  it.each([
    ["main-menu[254]: INFO: Menu item 'partman-base' selected", 'words'],
    ["main-menu[254]: INFO: Menu item 'bootstrap-base' selected", 'Storage_Ready'],
    ["main-menu[254]: INFO: Menu item 'finish-install' selected", 'Install_Done'],
    ["main-menu[254]: WARNING **: Menu item 'bootstrap-base' failed.", 'all!'],
    ["main-menu[254]: WARNING **: Menu item 'finish-install' failed.", 'all!'],
  ])('%s: %s', (line, expected) => {
    const read = readInstallerSyslog(`<30>Nov 21 01:05:12 ${line}`, '10.1.1.101');
    expect(told('debian-preseed', typeof read === 'string' ? undefined : read.sight)).toBe(expected);
  });
});

const xcat = createXcatParser({ timeZone: 'UTC', nowMs: () => Date.UTC(2026, 10, 22) });

/** Every status of xCAT's GlobalDef. */
it.each([
  ['powering-on', 'words'],
  ['powering-off', 'words'],
  ['discovering', 'words'],
  ['discovered', 'words'],
  ['configuring', 'words'],
  ['configured', 'words'],
  ['standingby', 'words'],
  ['standby', 'words'],
  ['unreachable', 'words'],
  ['installing', 'Node_Installing'],
  ['installed', 'words'],
  ['netbooting', 'Node_Booting'],
  ['booting', 'Node_Booting'],
  ['postbooting', 'Node_Postbooting'],
  ['booted', 'Reboot_Okay'],
  ['alive', 'Reboot_Okay'],
  ['failed', 'all!'],
])('xCAT’s status %s: %s', (status, expected) => {
  const read = xcat.parse(logLine(`Nov 21 01:05:02 f xcat[7]: INFO xcat.updatestatus - backend-0-0: changing status=${status}`));
  expect(told('xcat', observationsOf(read)[0]?.sight)).toBe(expected);
});

describe('Cobbler and xCAT', () => {
  it.each([
    ['cobbler', 'system\tbackend-0-0\t10.1.1.101\tstart\t1795223180', 'Pre_Trigger'],
    ['cobbler', 'system\tbackend-0-0\t10.1.1.101\tstop\t1795223480', 'Post_Trigger'],
    ['cobbler', 'system\tbackend-0-0\t10.1.1.101\tfirstboot\t1795223580', 'Reboot_Okay'],
    ['xcat', 'Nov 21 01:20:02 backend-0-0 xcat: Running postscript: syslog', 'Postscripts_Sent'],
    ['xcat', 'Nov 21 01:20:02 backend-0-0 xcat: postscript otherpkgs return with 1', 'words'],
    ['xcat', 'Nov 21 01:20:02 backend-0-0 xcat.provision:  provision completed.(backend-0-0)', 'Reboot_Okay'],
  ])('%s: %s: %s', (workflow, line, expected) => {
    const read = (workflow === 'xcat' ? xcat : createCobblerParser()).parse(logLine(line));
    expect(told(workflow, observationsOf(read)[0]?.sight)).toBe(expected);
  });
});
