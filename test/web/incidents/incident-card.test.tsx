// One incident as a card.
import { expect, test } from 'vitest';
import type { Incident } from '../../../state-machines/incidents/incidents.ts';
import { IncidentCard } from '../../../web/incidents/incident-card.tsx';
import { buttons, drawn, elements, words } from '../drawn.tsx';
import { at, backend, snapshot } from '../views.ts';

const incident: Incident = {
  id: 'no-tftp:late:DHCPACK@0',
  rule: 'no-tftp',
  title: '3 backends stopped after DHCPACK: TFTP?',
  means: 'No TFTP request has reached this server since.',
  hint: 'Is in.tftpd running?',
  status: 'late',
  deployment: null,
  stage: 'TFTP_RRQ',
  backends: ['n0', 'n1', 'n2'],
  since: at(0),
  acknowledged: false,
};
const drawing = { frames: [snapshot(incident.backends.map((id) => backend(id)))], nowSecond: 90 };
const card = (told: Partial<Incident> = {}, open = false) => (
  <IncidentCard incident={{ ...incident, ...told }} open={open} onAcknowledge={() => {}} />
);

test('what happened, since when, what it means, and what can be done', () => {
  expect(words(card(), drawing)).toBe(
    '◷ 3 backends stopped after DHCPACK: TFTP? since 01:05:00 (1 m 30 s) Show backends Acknowledge all ' +
      'No TFTP request has reached this server since. ▸ What to check',
  );
});

test('the link shows just these backends', () => {
  expect(elements(drawn(card(), drawing), 'a')).toMatchObject([{ text: 'Show backends', attributes: { href: '/?search=n%5B0-2%5D' } }]);
});

test('what to check is open where it is wanted', () => {
  expect(words(card({}, true), drawing)).toMatch(/▾ What to check Is in\.tftpd running\?$/);
});

test('acknowledged: says so, and offers it no more', () => {
  const html = drawn(card({ acknowledged: true }, true), drawing);
  expect(words(card({ acknowledged: true }), drawing)).toContain('(1 m 30 s) · acknowledged');
  expect(buttons(html)).toEqual(['▸ What to check']);
});

test('of machines that are well there is nothing to acknowledge; of a deployment there is a link to it', () => {
  const html = drawn(card({ status: 'installing', deployment: 'starlingx:1', hint: null }), drawing);
  expect(buttons(html)).toEqual([]);
  expect(elements(html, 'a').map(({ text }) => text)).toEqual(['Show backends', 'Show deployment']);
});
