// Real lines of each format, by its name. A new format needs some here.
import {
  accessLines,
  bootServerLines,
  caddyLines,
  cobblerLines,
  journalLines,
  kadeployLines,
  keaLines,
  mqttLines,
  starlingxLogLines,
  syslogLines,
  xcatLines,
} from '../real-lines.ts';

const kadeploy = (part: RegExp): string[] => kadeployLines.filter((line) => part.test(line));

export const sampleLines: Readonly<Record<string, readonly string[]>> = {
  syslog: [...syslogLines, ...bootServerLines],
  'xcat-log': xcatLines,
  'access-log': accessLines,
  'kea-log': keaLines,
  'caddy-log': caddyLines,
  'journal-json': journalLines,
  'mqtt-jsonl': mqttLines,
  'cobbler-install-log': cobblerLines,
  'fai-log': ['Sat Nov 21 09:00:52 2026 - demohost TASKEND confdir 0'],
  'starlingx-log': starlingxLogLines,
  'starlingx-cli': ['$ dcmanager strategy-step list +--+--+--+ | cloud | stage | state |'],
  'kadeploy-console': kadeploy(/^Launching|^End of deployment|\|root -> /),
  'kadeploy-2': kadeploy(/^Cluster: /),
  'kadeploy-log': kadeploy(/^D-[\w-]+,/),
};

/** Formats that lines of a format may have too; they come later in the catalogue. */
export const alsoOf: Readonly<Record<string, readonly string[]>> = {
  'xcat-log': ['syslog'],
  // What a web server gives to syslog.
  syslog: ['access-log'],
};
