import { describe, expect, it } from 'vitest';
import * as checks from '../../../state-machines/workflows/stacki-checks.ts';

const fixed = Object.entries(checks).filter(
  (entry): entry is [string, Exclude<(typeof entry)[1], Function>] => typeof entry[1] !== 'function',
);

describe('each check asks one thing, and only reads', () => {
  it.each(fixed)('%s', (_, { ask, command = '' }) => {
    expect(ask).toMatch(/[?.]( |$)/);
    expect(command).not.toMatch(/\b(?:rm|mv|cp|kill|reboot|restart|systemctl (?:start|stop)|stack set)\b|profile\.cgi/);
  });
});

it('a check inside the installer goes there by SSH', () => {
  const { ask, command } = checks.onInstaller('Is its disk there?', 'lsblk');
  expect(ask).toBe('Is its disk there?');
  expect(command).toMatch(/ssh .*\{ip\}.*lsblk/);
});
