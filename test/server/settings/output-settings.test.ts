import { expect, it } from 'vitest';
import { outputName, outputsSchema } from '../../../server/settings/output-settings.ts';

const module = { type: 'module', file: '/etc/checklist/chat.mjs' };

it('without any there is none; one has its defaults', () => {
  expect(outputsSchema.parse(undefined)).toEqual([]);
  expect(outputsSchema.parse([module])).toEqual([{ ...module, from: 'end', batch: 100 }]);
});

it('is called as it says, else as its file', () => {
  expect([outputName({ file: module.file }), outputName({ file: module.file, name: 'ops' })]).toEqual(['chat', 'ops']);
});

it('two of one name are a mistake: positions are stored by it', () => {
  expect(outputsSchema.safeParse([module, module]).error?.issues[0]?.message).toBe(
    'two outputs have the name chat; set a different name for one of them',
  );
  expect(outputsSchema.safeParse([module, { ...module, name: 'again' }]).success).toBe(true);
});

it.each([{ batch: 0 }, { from: 'middle' }, { type: 'other' }, { colour: 'red' }])('%j is refused', (wrong) => {
  expect(outputsSchema.safeParse([{ ...module, ...wrong }]).success).toBe(false);
});
