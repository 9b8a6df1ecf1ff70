// Saving a text through the browser's download.
import { afterEach, expect, test, vi } from 'vitest';
import { saveFile } from '../../../web/export/save-file.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('clicks a link to the text, which stays readable for a while', async () => {
  vi.useFakeTimers();
  const blobs: Blob[] = [];
  const revoked: string[] = [];
  const clicked: unknown[] = [];
  const link = { href: '', download: '', click: () => clicked.push([link.href, link.download]) };
  vi.stubGlobal('document', { createElement: () => link });
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
    revokeObjectURL: (url: string) => revoked.push(url),
  });
  saveFile('a.csv', 'host\r\n', 'text/csv');
  expect(clicked).toEqual([['blob:1', 'a.csv']]);
  expect([await blobs[0]?.text(), blobs[0]?.type]).toEqual(['host\r\n', 'text/csv']);
  expect(revoked).toEqual([]);
  vi.runAllTimers();
  expect(revoked).toEqual(['blob:1']);
});
