// Prepares a checkout: installs the dependencies of the lock file, then builds the dashboard if it is older than its sources. With --test, also
// installs what the tests need. Plain JavaScript without dependencies, because it runs before anything is installed, under any version of Node.
// Scripts run later commands through `env`, because the shell remembers the `node` that it found before ours was installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, copyFileSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (path) => join(root, path);
const env = { ...process.env, PATH: inRoot('node_modules/.bin') + delimiter + (process.env.PATH ?? '') };

function say(text) {
  process.stderr.write(`checklist: ${text}\n`);
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2], ...options });
  if (error) say(`cannot start ${command}: ${error.message}`);
  return status === 0;
}

function fail(text) {
  say(text);
  process.exit(1);
}

/** After installing, we copy the lock file into node_modules; the dependencies are current if both are equal. */
function dependenciesAreCurrent() {
  const installed = inRoot('node_modules/.checklist-lock.json');
  return existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(inRoot('package-lock.json'), 'utf8');
}

function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function dashboardIsCurrent() {
  const built = inRoot('dist/web/index.html');
  return existsSync(built) && statSync(built).mtimeMs >= Math.max(newest(inRoot('web')), newest(inRoot('state-machines')));
}

if (!dependenciesAreCurrent()) {
  say('installing dependencies (once; about half a minute)');
  if (!run('npm', ['ci', '--no-fund', '--no-audit'])) fail('npm ci failed, see above; can this host reach the npm registry?');
  copyFileSync(inRoot('package-lock.json'), inRoot('node_modules/.checklist-lock.json'));
}
if (process.argv.includes('--build') || !dashboardIsCurrent()) {
  say('building the dashboard');
  if (!run('vite', ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'])) fail('cannot build the dashboard, see above');
}
if (process.argv.includes('--test')) installTestPrograms();

/** Installs Debian packages: a browser, a broker, the HTTP clients of installing machines, and a second implementation of ZeroMQ. */
function installTestPrograms() {
  const wanted = [
    ['chromium', ['/usr/bin/chromium']],
    ['mosquitto', ['/usr/sbin/mosquitto']],
    ['mosquitto-clients', ['/usr/bin/mosquitto_pub']],
    ['busybox-static', ['/usr/bin/busybox', '/bin/busybox']],
    ['curl', ['/usr/bin/curl']],
    ['wget', ['/usr/bin/wget']],
    ['netcat-openbsd', ['/bin/nc.openbsd', '/usr/bin/nc']],
    ['python3-zmq', ['/usr/lib/python3/dist-packages/zmq/__init__.py']],
  ].filter(([, paths]) => !paths.some((path) => existsSync(path)));
  if (wanted.length === 0) return;
  const packages = wanted.map(([name]) => name);
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`installing Debian's ${packages.join(' and ')} for the tests (once)`);
    const apt = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
    run('apt-get', ['update', '-qq'], apt);
    if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], apt)) return;
  }
  fail(`the tests need ${packages.join(' and ')}; on Debian: apt-get install ${packages.join(' ')}`);
}
