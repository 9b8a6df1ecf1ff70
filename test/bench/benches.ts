/** The benches that `npm run bench` runs, in their order; each is a script of that name beside this file, and `npm run bench:NAME`. */
export const benches: readonly string[] = [
  'syslog',
  'access-log',
  'catch-up',
  'machines',
  'check-ins',
  'latency',
  'dashboards',
  'limits',
  'idle',
  'start',
  'growth',
];
