import { describe, expect, it } from 'vitest';
import * as fc from '../../fuzzing.ts';
import { fillCommand, type Checked } from '../../../state-machines/workflow/checks.ts';

const backend: Checked = { ip: '10.1.1.101', mac: '52:54:00:AA:00:10', host: 'backend-0-0' };

describe('a command', () => {
  it.each<[string, Partial<Checked>, string | null]>([
    ["grep '{ip}' log", {}, "grep '10.1.1.101' log"],
    ["grep '{ip}' log", { ip: 'fd00:1::66' }, "grep 'fd00:1::66' log"],
    ["grep -i '{mac}' log", {}, "grep -i '52:54:00:AA:00:10' log"],
    ['ls 01-{dashedMac} {hexIp}', {}, 'ls 01-52-54-00-aa-00-10 0A010165'],
    ["stack list host boot '{host}'; ping {host}", {}, "stack list host boot 'backend-0-0'; ping backend-0-0"],
    ["stack list host boot '{host}'", { host: 'node7.example.com' }, "stack list host boot 'node7.example.com'"],
    ["curl -w '%{http_code}' ${HOME} {} {name}", {}, "curl -w '%{http_code}' ${HOME} {} {name}"],
    ["grep '{ip}' log", { ip: null }, null],
    ["grep '{mac}' log", { mac: null }, null],
    ["grep '{host}' log", { host: null }, null],
    ["grep '{ip}' '{host}'", { host: null }, null],
    ['ls {hexIp}', { ip: 'fd00:1::66' }, null],
    ['ss -lun', { ip: null, mac: null, host: null }, 'ss -lun'],
    // Names that machines gave themselves.
    ["grep '{host}' log", { host: "'; reboot; '" }, null],
    ["grep '{host}' log", { host: '$(reboot)' }, null],
    ["grep '{host}' log", { host: '--help' }, null],
    ["grep '{host}' log", { host: 'a b' }, null],
    ["grep '{host}' log", { host: 'a\nreboot' }, null],
    ["grep '{host}' log", { host: '{ip}' }, null],
    ["grep '{host}' log", { host: 'x'.repeat(254) }, null],
    ["grep '{ip}' log", { ip: '10.1.1.101; reboot' }, null],
    ["grep '{ip}' log", { ip: '10.1.1.256' }, null],
    ["grep '{ip}' log", { ip: '10.1.1.1.' }, null],
    ["grep '{ip}' log", { ip: '10.1.1' }, null],
    ["grep '{mac}' log", { mac: '52:54:00:aa:00:1g' }, null],
  ])('%s of %o', (command, told, filled) => {
    expect(fillCommand(command, { ...backend, ...told })).toBe(filled);
  });

  it('holds nothing that means something to a shell, whatever a stranger is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('ip', 'mac', 'dashedMac', 'hexIp', 'host'), (name, placeholder) => {
        const filled = fillCommand(`{${placeholder}}`, { ip: name, mac: name, host: name });
        expect(filled ?? '').toMatch(/^(?:[\w:][\w.:-]*)?$/);
      }),
    );
  });
});
