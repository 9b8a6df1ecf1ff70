import { describe, expect, it } from 'vitest';
import { ProgramClocks } from '../../../../server/inputs/syslog/program-clocks.ts';

const zeroMs = Date.UTC(2026, 10, 21, 1, 0, 0);
const minutes = (text: string): number => Number(text) * 60_000;

/** `dhcpd 0, in.tftpd 300.2`: minutes as stamped; gives the minutes as corrected. */
function correct(lines: string, head = '', receivedMinute?: string) {
  const clocks = new ProgramClocks();
  const play = (text: string): number[] =>
    text.split(', ').flatMap((line) => {
      const [program = '', minute = ''] = line.split(' ');
      if (program === '') return [];
      const receivedAtMs = receivedMinute === undefined ? 0 : zeroMs + minutes(receivedMinute);
      return [Math.round((clocks.correct(program, zeroMs + minutes(minute), receivedAtMs) - zeroMs) / 6_000) / 10];
    });
  play(head);
  return { minutes: play(lines), told: clocks.corrections() };
}

describe('stamps of programs in one log', () => {
  it.for([
    ['that agree stay as they are', 'dhcpd 0, in.tftpd 0.2, dhcpd 0.5', [0, 0.2, 0.5]],
    ['after a quiet night stay as they are', 'dhcpd 0, in.tftpd 300.2, dhcpd 300.5', [0, 300.2, 300.5]],
    ['are put right from the first line that contradicts them', 'dhcpd 0, in.tftpd 300.2, dhcpd 0.5, in.tftpd 300.6', [0, 300.2, 0.5, 0.6]],
    ['are put right where the zone is ahead of UTC', 'dhcpd 0, in.tftpd -59.8, dhcpd 0.5, in.tftpd -59.4', [0, 0.2, 0.5, 0.6]],
    ['of a zone that is off by a quarter', 'dhcpd 0, in.tftpd -344.8, dhcpd 0.5', [0, 0.2, 0.5]],
    [
      'of another program follow the one that says more',
      'dhcpd 0, dhcpd 0.1, dhcpd 0.2, kea-dhcp4 120.3, dhcpd 0.4, kea-dhcp4 120.5',
      [0, 0.1, 0.2, 120.3, 0.4, 0.5],
    ],
    [
      'go back with the clock of the host when all do',
      'dhcpd 100, in.tftpd 100.2, dhcpd 40, in.tftpd 40.2, dhcpd 40.5',
      [100, 100.2, 40, 40.2, 40.5],
    ],
    ['that were held up for some minutes are no other clock', 'dhcpd 10, in.tftpd 4, dhcpd 10.5', [10, 4, 10.5]],
    ['that were held up for no whole quarters are none either', 'dhcpd 100, in.tftpd 63, dhcpd 100.5', [100, 63, 100.5]],
  ] as const)('%s: %s', ([, lines, corrected]) => {
    expect(correct(lines).minutes).toEqual(corrected);
  });

  it('are right from the first line where the head of the log has told', () => {
    expect(correct('dhcpd 1, in.tftpd 301.2', 'dhcpd 0, in.tftpd 300.2, dhcpd 0.5').minutes).toEqual([1, 1.2]);
  });

  it('can not lie ahead of our own clock', () => {
    expect(correct('in.tftpd 300.2', '', '0.3').minutes).toEqual([0.2]);
  });

  it('are told with what they are off by', () => {
    expect(correct('dhcpd 0, in.tftpd 300.2, dhcpd 0.5').told).toEqual([
      'in.tftpd logs timestamps 5 hours ahead of other programs (a chroot without its zone file?): corrected',
    ]);
    expect(correct('dhcpd 0, in.tftpd 0.2').told).toEqual([]);
  });
});
