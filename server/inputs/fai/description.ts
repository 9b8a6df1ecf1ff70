// FAI: the port of its monitor, and the log of fai-monitor.
import { isReadBy } from '../contract/is-read-by.ts';
import { usualLog, type PlugIn } from '../contract/plug-in.ts';
import { sourceKind } from '../contract/source-kind.ts';
import { logSource } from '../following/log-source.ts';
import { placeOfPort, portSettings } from '../network/port-settings.ts';
import { createFaiLogParser } from './fai-log.ts';
import { createFaiSource } from './monitor-port.ts';

export const fai = {
  name: 'fai',
  page: 'ways-in.md#fai',
  formats: [
    {
      name: 'fai-log',
      title: 'FAI’s (fai-monitor -T)',
      isLine: isReadBy(() => createFaiLogParser({ timeZone: 'UTC' })),
      createParser: createFaiLogParser,
    },
  ],
  logNames: { names: ['fai-monitor.log'] },
  sources: [
    logSource('fai-log', 'fai-log'),
    sourceKind({
      schema: portSettings('fai', 4_711),
      place: (settings) => placeOfPort('TCP', settings),
      create: (settings, { name, nowMs, onTrouble }) => createFaiSource({ ...settings, name, nowMs, onTrouble }),
    }),
  ],
  usualSources: [usualLog('fai-log', '/var/log/fai-monitor.log')],
} satisfies PlugIn;
