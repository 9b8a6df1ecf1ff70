// The service in a process of its own, as `serve` runs it, on the files of one round and with a clock that shows the story's time.
import { loadInventory } from '../../server/inventory/inventory-file.ts';
import { createLog } from '../../server/service/log.ts';
import { startService } from '../../server/service/service.ts';
import { parseSettings } from '../../server/settings/settings.ts';
import { untilSignal } from '../../server/terminal/until-signal.ts';
import { brokerUrl, checklistPath, inventoryPath, loadRound, logPath, patientWorkflows, storePath, type Round } from './round-files.ts';

function settingsOf(round: Round) {
  const { from, broker } = round.plan;
  const own = broker === 'embedded';
  const logs = [
    { type: 'syslog', path: logPath(round, 'messages'), from },
    { type: 'access-log', path: logPath(round, 'access_log'), from },
    { type: 'ssl-access-log', path: logPath(round, 'ssl_access_log'), from },
  ];
  const settings = {
    sources: own ? logs : [...logs, { type: 'mqtt', url: brokerUrl(round) }],
    inventory: { file: inventoryPath(round) },
    timezone: 'UTC',
    log: { path: checklistPath(round) },
    store: { path: storePath(round) },
    http: { port: round.httpPort },
    mqtt: { host: '127.0.0.1', port: own ? round.mqttPort : 0 },
  };
  return parseSettings(settings, 'chaos');
}

const round = loadRound(process.argv[2]);
const workflows = patientWorkflows();
const ending = new AbortController();
const ended = untilSignal(() => ending.abort());
const service = await startService({
  settings: settingsOf(round),
  settingsFile: null,
  workflows,
  inventory: loadInventory(inventoryPath(round), new Set(workflows.keys())),
  log: createLog({ debug: false }),
  nowMs: () => Date.now() + round.clockOffsetMs,
  signal: ending.signal,
});
process.stdout.write('ready\n');
await ended;
await service.stop();
