// IBM HostOS: the manifest of a deployment and the files of its nodes.
import * as z from 'zod';
import type { PlugIn } from '../contract/plug-in.ts';
import { sourceKind, sourceName } from '../contract/source-kind.ts';
import { HostosSource } from './hostos-source.ts';

const hostosSource = sourceKind({
  schema: z.strictObject({
    type: z.literal('hostos'),
    manifest: z.string().optional().describe("ddt's hjson manifest: the planned deployment"),
    nodes: z.string().optional().describe('folder with one subfolder per node, containing its files'),
    name: sourceName,
  }),
  paths: ['manifest', 'nodes'],
  place: ({ manifest, nodes }) => [manifest, nodes].filter((path) => path !== undefined).join(', ') || 'nothing',
  create: (settings, { name, timeZone, nowMs, onTrouble }) => new HostosSource({ ...settings, name, timeZone, nowMs, onTrouble }),
});

export const hostos = { name: 'hostos', page: 'deployers/hostos.md', sources: [hostosSource] } satisfies PlugIn;
