import { expect, it } from 'vitest';
import { deedWords, eventWords } from '../../../state-machines/view/event-words.ts';
import { actionKinds, transitionKinds, type TransitionKind } from '../../../state-machines/vocabulary.ts';

const event = (kind: TransitionKind, more: { success?: boolean; stage?: string; author?: string } = {}) => {
  return { kind, stage: 'TFTP_RRQ', success: true, author: null, ...more };
};

it.each([
  [event('reached'), 'TFTP_RRQ'],
  [event('late', { success: false }), 'TFTP_RRQ late'],
  [event('acknowledged', { author: 'anna' }), 'TFTP_RRQ acknowledged by anna'],
  [event('closed', { author: 'anna' }), 'TFTP_RRQ closed as installed by anna'],
  [event('closed', { author: 'anna', success: false }), 'TFTP_RRQ closed as abandoned by anna'],
  [event('muted', { author: 'anna', stage: '' }), 'muted by anna'],
])('%j is %s', (given, words) => {
  expect(eventWords(given)).toBe(words);
});

it('what people do names them, and nothing else does', () => {
  const withAuthor = transitionKinds.filter((kind) => eventWords(event(kind, { author: 'anna' })).includes('anna'));
  expect(withAuthor).toEqual([...actionKinds]);
  expect(deedWords(event('extended', { author: 'anna' }))).toBe('extended by anna');
});
