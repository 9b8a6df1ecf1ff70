// `checklist serve`: the service until SIGTERM or SIGINT.
import { createLog } from '../log.ts';
import { startService } from '../service.ts';
import { ConsoleSink } from '../sinks/console.ts';
import { statusLine, Systemd } from '../systemd.ts';
import { onHangUp, untilSignal } from './until-signal.ts';
import { loadEnvironment } from './environment.ts';

export async function serve(options: { config?: string; debug?: boolean; since?: number }): Promise<void> {
  const debug = options.debug ?? (process.env['STACKDEBUG'] ?? '') !== '';
  const log = createLog({ debug });
  const environment = loadEnvironment(options.config);
  const ending = new AbortController();
  const ended = untilSignal((signal) => {
    log.info(`${signal}: reading what is left, then ending`);
    ending.abort();
  });
  const reload = onHangUp();
  const sinks = debug ? [new ConsoleSink(process.stdout)] : [];
  const sinceMs = options.since === undefined ? undefined : Date.now() - options.since * 1000;
  const service = await startService({ ...environment, log, sinks, sinceMs, signal: ending.signal });
  log.info(`settings: ${environment.settingsFile ?? 'defaults'}; dashboard: ${service.url}`);
  reload.do(() => service.reload(() => loadEnvironment(options.config)));
  const { monitor } = service;
  const status = (): string => {
    const statuses = [...monitor.registry.all()].map((backend) => monitor.statusOf(backend));
    return statusLine({ statuses, troubles: service.troubles() });
  };
  const systemd = new Systemd({ env: process.env, log, isAlive: () => service.isWorking(), status });
  await systemd.ready();
  await ended;
  await systemd.stopping();
  await service.stop();
}
