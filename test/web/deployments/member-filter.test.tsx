// The machines of a deployment by status, as buttons.
import { expect, test } from 'vitest';
import { countMembers } from '../../../state-machines/view/deployment-words.ts';
import { MemberFilter } from '../../../web/deployments/member-filter.tsx';
import { drawn, elements } from '../drawn.tsx';
import { stopped } from './deployment-views.ts';

const filter = (...chosen: ('held' | 'done')[]) =>
  elements(drawn(<MemberFilter counts={countMembers(stopped.view.members)} chosen={chosen} deployment={stopped.view} />), 'button');

test('problems first, only statuses that there are', () => {
  expect(filter().map(({ text }) => text)).toEqual(['✖ 1 failed', '– 1 never begun', '✔ 1 done']);
});

test('a chosen status stays, with its zero', () => {
  expect(filter('held', 'done').map(({ text, attributes }) => `${text} ${attributes['aria-pressed']}`)).toEqual([
    '✖ 1 failed false',
    '‖ 0 held true',
    '– 1 never begun false',
    '✔ 1 done true',
  ]);
});
