// `checklist serve`: runs the service until SIGTERM or SIGINT.
import { InventoryWatch } from '../inventory/inventory-watch.ts';
import { createLog } from '../service/log.ts';
import { startService } from '../service/service.ts';
import { statusLine, Systemd } from '../service/systemd.ts';
import { onHangUp, untilSignal } from '../terminal/until-signal.ts';
import { loadEnvironment } from '../settings/environment.ts';

export async function serve(options: { config?: string; debug?: boolean; since?: number }): Promise<void> {
  const debug = options.debug ?? (process.env['STACKDEBUG'] ?? '') !== '';
  const log = createLog({ debug });
  const reload = onHangUp();
  let environment = await loadEnvironment(options.config);
  const ending = new AbortController();
  const ended = untilSignal((signal) => {
    log.info(`${signal}: processing what has been read, then stopping`);
    ending.abort();
  });
  const sinceMs = options.since === undefined ? undefined : Date.now() - options.since * 1000;
  const service = await startService({ ...environment, log, console: debug ? process.stdout : undefined, sinceMs, signal: ending.signal });
  log.info(`settings: ${environment.settingsFile ?? 'defaults'}; dashboard: ${service.url}`);
  const inventoryWatch = new InventoryWatch({
    found: environment.found,
    reread: async () => {
      await service.refreshInventory(async () => (environment = await environment.reread()));
      return environment.found;
    },
  });
  reload.do(async () => {
    await service.reload(async () => (environment = await loadEnvironment(options.config, { before: environment })));
    inventoryWatch.follow(environment.found);
  });
  const { monitor } = service;
  const status = (): string => {
    const statuses = [...monitor.registry.all()].map((backend) => monitor.statusOf(backend));
    return statusLine({ statuses, troubles: service.troubles() });
  };
  const systemd = new Systemd({ env: process.env, log, isAlive: () => service.isWorking(), status });
  await systemd.ready();
  await ended;
  await systemd.stopping();
  inventoryWatch.stop();
  await service.stop();
}
