// What axe finds wrong with a page.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { repository } from '../program.ts';

const axe = readFileSync(`${repository}node_modules/axe-core/axe.min.js`, 'utf8');

/** `rule: element` for each element that breaks a rule of WCAG 2.2 A and AA, or a good practice. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const found = await runner.run();
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
