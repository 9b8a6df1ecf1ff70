// Writes everything in docs/ that is generated from the code: `npm run docs`, which aligns the tables afterwards.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generatedFiles, generatedParts, regenerated } from './generated.ts';
import { readPage } from './pages.ts';

const pathOf = (page: string): string => fileURLToPath(new URL(`../../${page}`, import.meta.url));

for (const part of generatedParts) writeFileSync(pathOf(part.page), regenerated(part, readPage(part.page)));
for (const { page, make } of generatedFiles) writeFileSync(pathOf(page), `${JSON.stringify(make(), null, 2)}\n`);
