// The button of the export menu; what the menu saves is tested in the browser.
import { expect, test } from 'vitest';
import { ExportMenu } from '../../../web/ui/export-menu.tsx';
import { drawn, elements } from '../drawn.tsx';

const columns = [{ name: 'host', of: ({ host }: { host: string }) => host }];
const button = (rows: { host: string }[]) => elements(drawn(<ExportMenu name="backends" rows={rows} columns={columns} />), 'button')[0];

test('opens a menu', () => {
  expect(button([{ host: 'a' }])?.text).toBe('Export ▾');
  expect(button([{ host: 'a' }])?.attributes).toMatchObject({ 'aria-haspopup': 'menu', 'aria-expanded': 'false' });
  expect(button([{ host: 'a' }])?.attributes).not.toHaveProperty('disabled');
});

test('is disabled without rows', () => {
  expect(button([])?.attributes).toHaveProperty('disabled');
});
