import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadSettings, parseSettings } from '../../../server/settings/settings.ts';
import { mistakesOf } from './mistakes.ts';
import { tempFolders } from '../temp-folder.ts';

const newFolder = tempFolders();
let folder = '';
beforeEach(() => {
  folder = newFolder();
});
function file(text: string): string {
  const path = join(folder, 'checklist.yaml');
  writeFileSync(path, text);
  return path;
}

describe('defaults', () => {
  it('are a whole service', () => {
    expect(parseSettings({}, 'defaults')).toMatchObject({
      http: { host: '127.0.0.1', port: 4080 },
      mqtt: { host: '0.0.0.0', port: 1883 },
      log: { path: '/var/log/checklist.log', format: 'lines' },
      limits: {},
    });
  });

  it('can’t be changed', () => {
    expect(Object.isFrozen(parseSettings({}, 'defaults'))).toBe(true);
    expect(Object.isFrozen(loadSettings(file('http: {port: 1}')).settings)).toBe(true);
  });

  it('are what an empty file means', () => {
    expect(loadSettings(file('# nothing yet\n')).settings.http.port).toBe(4080);
  });
});

describe('a file', () => {
  it('has its paths made absolute, from where it is', () => {
    const path = file(`
sources:
  - { type: syslog, path: logs/messages }
  - { type: access-log, path: /var/log/access_log }
  - { type: mqtt, url: "mqtts://broker", passwordFile: secret, caFile: ca.pem }
inventory: { file: inventory.yaml }
workflows: workflows
log: { path: checklist.log }
`);
    const { settings, file: named } = loadSettings(path);
    expect(named).toBe(path);
    expect(settings).toMatchObject({
      sources: [
        { path: join(folder, 'logs/messages') },
        { path: '/var/log/access_log' },
        { passwordFile: join(folder, 'secret'), caFile: join(folder, 'ca.pem'), topic: 'health' },
      ],
      inventory: { file: join(folder, 'inventory.yaml') },
      workflows: join(folder, 'workflows'),
      log: { path: join(folder, 'checklist.log') },
    });
  });

  it('may be JSON', () => {
    expect(loadSettings(file('{"http": {"port": 8080}}')).settings.http).toMatchObject({ host: '127.0.0.1', port: 8080 });
  });

  it('lists every mistake at once, with its path and what was expected', () => {
    const path = file(`
http: { port: 70000 }
sources:
  - { type: syslog }
  - { type: mqtt, url: "http://broker", topic: "health/#" }
  - { type: tape, path: x }
log: { format: xml }
timezone: Mars/Olympus
limits: { SSH_Open: -3, stacki-sles-12: { Reboot_Okay: soon } }
colour: blue
`);
    const mistakes = mistakesOf(() => loadSettings(path));
    for (const expected of [
      /^http\.port: .*65535/,
      /^sources\.0\.path: .*string/,
      /^sources\.1\.url: an address such as mqtt:/,
      /^sources\.1\.topic: one topic without wildcards/,
      /^sources\.2\.type: .*(?:Invalid|expected)/,
      /^log\.format: .*lines/,
      /^timezone: a time zone such as/,
      /^limits\.SSH_Open: .*>0/,
      /^limits\.stacki-sles-12: seconds/,
      /colour/,
    ]) {
      expect(mistakes).toContainEqual(expect.stringMatching(new RegExp(expected.source.replace(/^\^/, `^${path}: `))));
    }
    expect(mistakes).toHaveLength(10);
    expect(mistakes.every((mistake) => !mistake.includes('\n'))).toBe(true);
  });

  it.each([
    ['that is not there', null, /cannot be read: ENOENT/],
    ['that is no YAML', 'http: { port: 1', /checklist\.yaml:1: /],
    ['with a key twice', 'http: {}\nhttp: {}\n', /checklist\.yaml:2: .*unique/],
    ['of a list', '- a\n- b\n', /the whole file/],
  ])('%s is told with its place', (_, text, message) => {
    const path = text === null ? join(folder, 'gone.yaml') : file(text);
    const mistakes = mistakesOf(() => loadSettings(path));
    expect(mistakes[0]).toMatch(message);
    expect(mistakes[0]).toContain(path);
  });
});

describe('the ways in for installers', () => {
  it('have their usual ports', () => {
    const types = ['smq-zmq', 'smq-udp', 'fai', 'syslog-udp', 'syslog-tcp'];
    expect(parseSettings({ sources: types.map((type) => ({ type })) }, 'test').sources).toEqual([
      { type: 'smq-zmq', url: 'tcp://127.0.0.1:5001' },
      { type: 'smq-udp', host: '0.0.0.0', port: 5_000 },
      { type: 'fai', host: '0.0.0.0', port: 4_711 },
      { type: 'syslog-udp', host: '0.0.0.0', port: 514, bootServers: [] },
      { type: 'syslog-tcp', host: '0.0.0.0', port: 514, bootServers: [] },
    ]);
  });

  it.each([
    ['sources.0.url', { sources: [{ type: 'smq-zmq', url: 'http://frontend' }] }],
    ['sources.0.port', { sources: [{ type: 'fai', port: 70_000 }] }],
    ['sources.0.bootServers.1', { sources: [{ type: 'syslog-udp', bootServers: ['10.1.1.1', '10.1.1.0/33'] }] }],
    ['sources.0.bootServers.0', { sources: [{ type: 'syslog-tcp', bootServers: ['frontend'] }] }],
    ['sources.0', { sources: [{ type: 'starlingx', url: 'https://controller:8119' }] }],
    ['sources.0', { sources: [{ type: 'starlingx', url: 'https://controller:8119', keystoneUrl: 'https://controller:5000' }] }],
    ['sources.0', { sources: [{ type: 'starlingx', url: 'https://controller:8119', token: 'a', tokenFile: 'b' }] }],
    ['sources.0.url', { sources: [{ type: 'starlingx', url: 'https://admin:secret@controller:8119', token: 'a' }] }],
    ['http.aliases.0', { http: { aliases: ['razor'] } }],
    ['http.tokens.0.token', { http: { tokens: [{ name: 'ci', token: 'short' }] } }],
    ['http.tokens.0', { http: { tokens: [{ name: 'ci' }] } }],
    ['http.requestSeconds', { http: { requestSeconds: 0 } }],
  ])('a mistake in %s is told', (path, settings) => {
    expect(mistakesOf(() => parseSettings(settings, 'test'))).toEqual([expect.stringContaining(`test: ${path}: `)]);
  });

  it('a token’s file is found from where the settings are', () => {
    const path = file('http: { tokens: [{ name: ci, tokenFile: token }] }');
    expect(loadSettings(path).settings.http.tokens).toEqual([{ name: 'ci', tokenFile: join(folder, 'token') }]);
  });
});

it('a path without a type is a log whose kind is recognised', () => {
  expect(parseSettings({ sources: [{ path: '/srv/boot.log' }] }, 'test').sources).toEqual([
    { type: 'log', path: '/srv/boot.log', from: 'end' },
  ]);
  expect(mistakesOf(() => parseSettings({ sources: [{ path: '/srv/*/boot.log' }, { url: 'x' }] }, 'test'))).toEqual([
    expect.stringContaining('test: sources.0.path: '),
    expect.stringContaining('test: sources.1.type: '),
  ]);
});
