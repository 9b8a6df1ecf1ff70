import { expect, it } from 'vitest';
import * as z from 'zod';
import { mistakesOf, SettingsError } from '../../../server/settings/settings-error.ts';

it('lists its mistakes, a line each', () => {
  const error = new SettingsError(['one', 'two']);
  expect(error).toMatchObject({ name: 'SettingsError', message: 'one\ntwo', mistakes: ['one', 'two'] });
});

it('each mistake names the file and the setting', () => {
  const schema = z.strictObject({ http: z.object({ port: z.number('a number') }), log: z.string('a path') });
  const { error } = schema.safeParse({ http: { port: 'x' } });
  expect(error && mistakesOf('c.yaml', error)).toEqual(['c.yaml: http.port: a number', 'c.yaml: log: a path']);
  const whole = schema.safeParse([]).error;
  expect(whole && mistakesOf('c.yaml', whole)[0]).toMatch(/^c\.yaml: the whole file: /);
});
