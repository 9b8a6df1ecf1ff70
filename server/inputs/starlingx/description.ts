// StarlingX: dcmanager's API, its orchestrator log, and its command-line tables.
import type { PlugIn } from '../contract/plug-in.ts';
import { sourceKind } from '../contract/source-kind.ts';
import { logSource } from '../following/log-source.ts';
import { createStarlingxSource } from './api/create-source.ts';
import { createStarlingxCliParser, hasDcmanagerTable } from './cli/cli-log.ts';
import { createStarlingxLogParser, isOrchestratorLine } from './orchestrator-log.ts';
import { starlingxSettings } from './settings.ts';

export const starlingx = {
  name: 'starlingx',
  page: 'deployers/starlingx.md',
  formats: [
    { name: 'starlingx-cli', title: 'StarlingX’s tables', isSample: hasDcmanagerTable, createParser: createStarlingxCliParser },
    {
      name: 'starlingx-log',
      title: 'StarlingX’s orchestrator’s log',
      isLine: isOrchestratorLine,
      createParser: createStarlingxLogParser,
    },
  ],
  logNames: { names: ['dcmanager.txt', 'orchestrator.log'] },
  sources: [
    logSource('starlingx-log', 'starlingx-log'),
    logSource('starlingx-cli', 'starlingx-cli'),
    sourceKind({
      schema: starlingxSettings,
      paths: ['passwordFile', 'tokenFile', 'caFile'],
      place: ({ url }) => url,
      create: (settings, { name, nowMs, onTrouble }) => createStarlingxSource({ ...settings, name, nowMs, onTrouble }),
    }),
  ],
} satisfies PlugIn;
