import { describe, expect, it } from 'vitest';
import { createAtftpdReader } from '../../../../server/inputs/atftpd/atftpd.ts';
import { createParser } from '../readers.ts';
import { kindOf, logLine, observationsOf, receivedAtMs } from '../real-lines.ts';

const ip = '10.1.1.101';
const ofAtftpd = (message: string) => `Nov 24 18:26:13 frontend-0-0 atftpd[129]: ${message}`;

/** What the last of these lines says. */
function parse(...texts: string[]) {
  const parser = createParser('syslog', { timeZone: 'America/New_York', nowMs: () => receivedAtMs });
  const [last = 'unparsed'] = texts.map((text) => parser.parse(logLine(text))).slice(-1);
  const [observation] = observationsOf(last);
  return { kind: kindOf(last), ...(observation && { sight: observation.sight, who: observation.who }) };
}

describe('atftpd', () => {
  const asked = ofAtftpd(`Serving pxelinux.cfg/01-52-54-00-aa-00-10 to ${ip}:54187`);
  const refused = ofAtftpd('File /srv/tftp/pxelinux.cfg/01-52-54-00-aa-00-10 not found');
  const tftp = (file: string, error: string | null = null) => ({ sight: { kind: 'tftp', file, error }, who: { ip } });

  it.each([
    [ofAtftpd(`Serving /pxelinux.0 to ${ip}:50033`), '/pxelinux.0'],
    [ofAtftpd(`Serving no such file to ${ip}:39422`), 'no such file'],
    [ofAtftpd(`Serving x#012Nov 21 dhcpd to ${ip}:59295`), 'x#012Nov 21 dhcpd'],
    [ofAtftpd(`Serving x to 10.1.1.102:99 to ${ip}:59295`), 'x to 10.1.1.102:99'],
  ])('%s', (text, file) => {
    expect(parse(text)).toMatchObject(tftp(file));
  });

  it('its own file numbers threads too', () => {
    const text = `Nov 25 00:04:28 frontend-0-0 atftpd[11708.140638952789696]: Serving pxelinux.0 to ${ip}:58683`;
    expect(parse(text)).toMatchObject(tftp('pxelinux.0'));
  });

  it('a refusal is that of the latest request for such a file, once', () => {
    const other = ofAtftpd('Serving pxelinux.cfg/01-52-54-00-aa-00-10 to 10.1.1.102:54187');
    expect(parse(asked, other, asked, refused)).toMatchObject(tftp('pxelinux.cfg/01-52-54-00-aa-00-10', 'File not found'));
    expect(parse(asked, refused, refused)).toMatchObject({ kind: 'irrelevant' });
    expect(parse(refused)).toMatchObject({ kind: 'irrelevant' });
  });

  it.each(['Server thread exiting', 'tsize option -> 42430', 'Fetching from 10.1.1.101 to up.txt', 'File name with /../ are forbidden'])(
    'irrelevant: %s',
    (message) => {
      expect(parse(asked, ofAtftpd(message))).toMatchObject({ kind: 'irrelevant' });
    },
  );

  it.each(['Serving pxelinux.0 to ', 'Serving pxelinux.0', `Serving pxelinux.0 to ${ip}`])('odd: %s', (message) => {
    expect(parse(ofAtftpd(message))).toMatchObject({ kind: 'unparsed' });
  });
});

it('keeps the last 64 requests', () => {
  const read = createAtftpdReader();
  for (let n = 0; n < 65; n++) read(`Serving file-${n} to ${ip}:69`);
  expect(read('File /srv/tftp/file-0 not found')).toBe('irrelevant');
  expect(read('File /srv/tftp/file-1 not found')).toMatchObject({ sight: { file: 'file-1', error: 'File not found' } });
});
