import { describe, expect, it } from 'vitest';
import { kindOf, placeOf, sourceSchema, withAbsoluteFiles } from '../../../server/settings/source-settings.ts';

const absolute = (path: string): string => `/site/${path}`;

describe.each<[string, object, object, string]>([
  ['a log', { type: 'syslog', path: 'messages' }, { path: '/site/messages' }, '/site/messages'],
  ['the journal', { type: 'journal' }, {}, 'of this machine'],
  ['a folder of journals', { type: 'journal', directory: 'journals' }, { directory: '/site/journals' }, '/site/journals'],
  [
    'a broker',
    { type: 'mqtt', url: 'mqtt://broker', passwordFile: 'secret', caFile: 'ca.pem' },
    { passwordFile: '/site/secret', caFile: '/site/ca.pem', topic: 'health' },
    'mqtt://broker',
  ],
  ['a module', { type: 'module', file: 'slipway.mjs' }, { file: '/site/slipway.mjs' }, '/site/slipway.mjs'],
  ['HostOS', { type: 'hostos', manifest: 'm.hjson', nodes: 'nodes' }, { manifest: '/site/m.hjson' }, '/site/m.hjson, /site/nodes'],
  ['HostOS with nothing', { type: 'hostos' }, {}, 'nothing'],
  ['a Kadeploy server', { type: 'kadeploy', url: 'https://k', certificateFile: 'c.pem' }, { certificateFile: '/site/c.pem' }, 'https://k'],
  ['dcmanager', { type: 'starlingx', url: 'https://c', tokenFile: 'token' }, { tokenFile: '/site/token' }, 'https://c'],
  ['a UDP port', { type: 'smq-udp' }, {}, 'UDP 0.0.0.0:5000'],
  ['a TCP port', { type: 'fai', host: '::', port: 4712 }, {}, 'TCP :::4712'],
])('%s', (_, settings, expected, place) => {
  const source = withAbsoluteFiles(sourceSchema.parse(settings), absolute);

  it('has absolute paths', () => {
    expect(source).toMatchObject(expected);
  });

  it('says where it reads from', () => {
    expect(placeOf(source)).toBe(place);
  });
});

it('there is no kind for a type that no plug-in has', () => {
  expect(() => kindOf({ type: 'tape' })).toThrow('tape');
});
