import { expect, it } from 'vitest';
import { nameOf } from '../../../state-machines/view/backend-name.ts';

const id = '52:54:00:aa:00:10';

it.each([
  [{ id, host: 'backend-0-0', ip: '10.1.1.101' }, 'backend-0-0'],
  [{ id, host: null, ip: '10.1.1.101' }, '10.1.1.101'],
  [{ id, host: null, ip: null }, id],
])('%o is called %s', (backend, name) => {
  expect(nameOf(backend)).toBe(name);
});
