// A source that a site supplies as an ES module.
import { basename } from 'node:path';
import * as z from 'zod';
import type { PlugIn } from '../contract/plug-in.ts';
import { sourceKind, sourceName } from '../contract/source-kind.ts';
import { createModuleSource } from './module-source.ts';

const moduleSource = sourceKind({
  schema: z.strictObject({
    type: z.literal('module'),
    file: z.string().describe('path of an ES module that exports `createSource`'),
    name: sourceName,
    options: z.json().optional().describe('passed to `createSource` unchanged'),
  }),
  paths: ['file'],
  label: ({ file }) => basename(file).replace(/\.\w+$/, ''),
  place: ({ file }) => file,
  create: (settings, { name, nowMs, onTrouble }) => createModuleSource({ ...settings, name, nowMs, onTrouble }),
});

export const siteModule = { name: 'module', page: 'deployers/adding-one.md', sources: [moduleSource] } satisfies PlugIn;
