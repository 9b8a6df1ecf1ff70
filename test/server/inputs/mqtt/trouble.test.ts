import { expect, it } from 'vitest';
import { explainMqttError, withoutPassword } from '../../../../server/inputs/mqtt/trouble.ts';

it.each([
  [{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }, 'nothing is listening there (connect ECONNREFUSED)'],
  [{ code: 'ECONNREFUSED', message: '' }, 'nothing is listening there'],
  [{ code: 4, message: 'Connection refused' }, 'bad user name or password; check username and passwordFile'],
  [{ code: 99, message: 'Connection refused: odd' }, 'Connection refused: odd'],
  [{ code: 'EODD', message: '' }, 'EODD'],
  [{ message: '' }, 'connection failed'],
])('%j is told as %s', (error, told) => {
  expect(explainMqttError(Object.assign(new Error(error.message), error))).toBe(told);
});

it('an address is told without what is secret in it', () => {
  expect(withoutPassword('mqtt://user:secret@broker:1883')).toBe('mqtt://broker:1883');
});
