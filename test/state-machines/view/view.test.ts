import { describe, expect, it } from 'vitest';
import { runViewSchema, viewRun, type RunView } from '../../../state-machines/view/view.ts';
import { boot, playTrack, workflowCalled } from '../track/play-track.ts';

function viewOf(steps: string): RunView {
  const [run] = playTrack(steps).track.runs;
  if (!run) throw new Error('there is no run');
  return viewRun(run);
}

const hintOf = (stage: string) => workflowCalled('stacki-sles-12').stages.find(({ name }) => name === stage)?.hint;
const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 1, 5, second)).toISOString();

describe('a run', () => {
  it.each<[string, string, Partial<RunView>]>([
    [
      'that goes well',
      boot(0),
      { status: 'installing', stage: 'Initrd_RRQ', stageAt: at(20), nextStage: 'Config_Sent', deadline: at(90), message: null, hint: null },
    ],
    [
      'that is late',
      `${boot(0)}, (time) 91`,
      {
        status: 'late',
        stage: 'Initrd_RRQ',
        nextStage: 'Config_Sent',
        deadline: null,
        message: 'Config_Sent Installation Stage Timeout',
        hint: hintOf('Config_Sent') ?? '',
      },
    ],
    [
      'that failed',
      `${boot(0)}, Config_Sent 30, Profile_XML_Sent! 31`,
      {
        status: 'failed',
        stage: 'Profile_XML_Sent',
        stageAt: at(31),
        nextStage: 'Common_Sent',
        message: 'Profile_XML_Sent went wrong',
        hint: hintOf('Profile_XML_Sent') ?? '',
      },
    ],
    [
      'that failed twice: the last error',
      `${boot(0)}, Profile_XML_Sent! 31, Config_Sent! 32`,
      { status: 'failed', stage: 'Config_Sent', message: 'Config_Sent went wrong' },
    ],
    [
      'whose error was healed',
      `${boot(0)}, Profile_XML_Sent! 31, SSH_Open 40`,
      { status: 'installing', stage: 'SSH_Open', message: null, hint: null },
    ],
    ['that is held', `${boot(0)}, Install_Wait 30`, { status: 'waiting', stage: 'Initrd_RRQ', deadline: null, message: null }],
    [
      'that stalled, flagged as an error',
      `${boot(0)}, Installation_Stalled! 30`,
      { status: 'stalled', stage: 'Initrd_RRQ', message: 'Installation_Stalled went wrong' },
    ],
    ['with words of its installer', `${boot(0)}, "install profile" 30`, { status: 'installing', message: 'install profile' }],
    [
      'that is over',
      `${boot(0)}, Reboot_Okay 90`,
      { status: 'installed', stage: 'Reboot_Okay', nextStage: null, deadline: null, endedAt: at(90) },
    ],
    ['that is over, whose installer has said something', `${boot(0)}, "install profile" 30, Reboot_Okay 90`, { message: null }],
    [
      'that was abandoned',
      `${boot(0)}, ${boot(100)}`,
      { status: 'abandoned', stage: 'Initrd_RRQ', nextStage: null, deadline: null, endedAt: at(116) },
    ],
    ['of errors only', 'Profile_XML_Sent! 0', { status: 'failed', stage: 'Profile_XML_Sent', deadline: null }],
  ])('%s', (_, steps, expected) => {
    const view = viewOf(steps);
    expect(view).toMatchObject(expected);
    expect(runViewSchema.parse(view)).toEqual(view);
  });
});

describe('its stages', () => {
  it('are the whole workflow in its order, with what was passed over as skipped', () => {
    const { stages } = viewOf('DHCPDISCOVER 0, VMLinuz_RRQ_Install 10, Config_Sent! 12');
    expect(stages.slice(0, 11).map(({ name, status }) => `${name} ${status}`)).toEqual([
      'DHCPDISCOVER done',
      'DHCPOFFER skipped',
      'DHCPREQUEST skipped',
      'DHCPACK skipped',
      'DHCPNACK skipped',
      'DHCPDECLINE skipped',
      'TFTP_RRQ skipped',
      'VMLinuz_RRQ_Install done',
      'Initrd_RRQ pending',
      'Config_Sent failed',
      'Common_Sent pending',
    ]);
    expect(stages.map((stage) => stage.name)).not.toContain('Install_Wait');
  });

  it('outside the order are there when they were seen', () => {
    expect(viewOf('Config_Sent 0, Install_Wait 7').stages.at(-1)).toMatchObject({
      name: 'Install_Wait',
      status: 'done',
      at: at(7),
      count: 1,
    });
  });

  it('that are late have the time of their limit, and were never seen', () => {
    const late = viewOf(`${boot(0)}, (time) 500`).stages.find((stage) => stage.status === 'late');
    expect(late).toMatchObject({ name: 'Config_Sent', at: at(90), count: 0, evidence: [], limitSeconds: 80 });
  });

  it('count how often they were seen, and when first and last', () => {
    expect(viewOf('Config_Sent 0, Config_Sent 30').stages.find((stage) => stage.count > 0)).toMatchObject({
      at: at(0),
      lastAt: at(30),
      count: 2,
    });
  });
});
