import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../state-machines/run/machine.ts';
import { inTrouble, isExplained, runStatuses, statuses, statusMark, statusTable, statusTones } from '../../../state-machines/vocabulary.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';

const css = readFileSync(join(import.meta.dirname, '../../../web/theme.css'), 'utf8');

describe('the table of statuses', () => {
  it('has a state of the machine for each status of a run, and no other', () => {
    const [workflow] = builtInWorkflows.values();
    if (!workflow) throw new Error('there is no workflow');
    expect(Object.keys(machineOf(workflow).states).toSorted()).toEqual([...runStatuses].toSorted());
  });

  it('has another glyph for each status', () => {
    expect(new Set(statuses.map((status) => statusTable[status].glyph)).size).toBe(statuses.length);
  });

  it('has the most urgent first: trouble, then what is under way, then the rest', () => {
    const order = ['needs you', 'installing', 'others'];
    const ranks = statuses.map((status) => order.indexOf(statusTable[status].urgency));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it.each(statuses)('%s is trouble, well, or neither, but never both', (status) => {
    expect(inTrouble(status) && statusTable[status].well).toBe(false);
    expect(isExplained(status)).toBe(!statusTable[status].well && !statusTable[status].over);
    expect(inTrouble(status) && !isExplained(status)).toBe(false);
  });

  it.each(statuses)('%s offers to be acknowledged if it is trouble, and to be closed unless it is over', (status) => {
    const { offers, over } = statusTable[status];
    expect(offers.includes('acknowledge')).toBe(inTrouble(status));
    expect(offers.includes('close')).toBe(!over);
  });

  it.each(statuses)('%s has a limit to extend exactly while a clock runs or has passed', (status) => {
    const { offers, clock } = statusTable[status];
    expect(offers.includes('extend')).toBe(clock !== 'stopped');
  });

  it.each(statuses)('%s is shown as glyph, word and colour', (status) => {
    expect(statusMark(status)).toEqual({ glyph: statusTable[status].glyph, word: status, tone: statusTable[status].tone });
    expect(statusTable[status].means).toMatch(/^[A-Z].*\.$/);
  });
});

it.each(statusTones)('the colour %s has a token and a class in web/theme.css', (tone) => {
  expect(css).toMatch(new RegExp(`^ {2}--${tone}: light-dark\\(`, 'm'));
  expect(css).toMatch(new RegExp(`^\\.tone-${tone}[ ,{][^}]*--tone: var\\(--${tone}\\)`, 'm'));
});
