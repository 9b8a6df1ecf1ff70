// Maps an observation to a stage of one backend, by the workflow's `seen` rules and the role of a boot file. The backend has already been
// identified. Pure.
import type { InstallerEvent, Observation, StageRole } from '../vocabulary.ts';
import { matchesWildcard } from './wildcard.ts';
import type { FileRole, Seen, Stage, Workflow } from './workflow.ts';

/** Boot files of a backend, as declared in its inventory entry. Default: the usual names. */
export interface BootFiles {
  installKernel?: string | undefined;
  installRamdisk?: string | undefined;
  osKernel?: string | undefined;
}

/** The stage that an observation means, or the boot loader fetched by the firmware: the sign of a network boot, but not a stage. */
export type Recognised = RecognisedStage | 'boot-loader' | undefined;

export interface RecognisedStage {
  stage: Stage;
  error: boolean;
  message: string | null;
  /** The install as a whole has failed, at any stage; `stage` is the one that it will not reach. */
  whole?: boolean;
}

const bootLoader = /^(?:[lg]?pxelinux\.0|undionly[^/]*\.k?pxe|ipxe[^/]*|snponly[^/]*|[^/]+\.efi(?:\.signed)?)$/i;
const usualNames: Record<Exclude<FileRole, 'boot-config'>, RegExp> = {
  'install-kernel': /^(?:vmlinu[xz]|bzImage|kernel|linux)(?:[-._]\S*)?$/i,
  'install-ramdisk': /^(?:initrd|initramfs|ramdisk)(?:[-._]\S*)?$/i,
  'os-kernel': /^chain\.c32$/i,
};

/** What `observation` means for a backend with these boot files under `workflow`; undefined if nothing. */
export function recognise(workflow: Workflow, files: BootFiles, observation: Observation): Recognised {
  const { sight, who, evidence } = observation;
  switch (sight.kind) {
    case 'report': {
      const stage = workflow.stages[workflow.index.get(sight.stage) ?? -1];
      return stage && { stage, error: sight.error, message: sight.message };
    }
    case 'dhcp':
      return stageSeen(workflow, (seen) => 'dhcp' in seen && seen.dhcp === sight.message, false, sight.note);
    case 'heartbeat':
      return stageSeen(workflow, (seen) => 'heartbeat' in seen, !sight.ok, sight.ok ? null : sight.text);
    case 'probe':
      return stageOf(workflow, ({ role }) => role === 'end');
    case 'event':
      return recogniseEvent(workflow, sight);
    case 'tftp': {
      const role = fileRole(sight.file, files, who.ip);
      if (role === 'boot-loader') return sight.error === null ? 'boot-loader' : undefined;
      // A boot configuration is requested under several names, most of which do not exist: not an error.
      if (role === 'boot-config' && sight.error !== null) return undefined;
      const fits = (seen: Seen) =>
        ('tftp' in seen && seen.tftp === role) ||
        ('boot' in seen && seen.boot === role) ||
        ('tftpFile' in seen && matchesWildcard(seen.tftpFile, sight.file));
      return stageSeen(workflow, fits, sight.error !== null, sight.error === null ? null : `${sight.file}: ${sight.error}`);
    }
    case 'http': {
      const answer = httpAnswer(sight.status);
      if (answer === 'elsewhere') return undefined;
      const role = httpFileRole(sight.path, files, who.ip);
      const fits = (seen: Seen) =>
        ('boot' in seen && seen.boot === role) ||
        ('http' in seen &&
          fitsPath(seen.http, sight.path) &&
          !(seen.exceptQuery !== undefined && matchesWildcard(seen.exceptQuery, sight.query)));
      if (role === 'boot-loader') return answer === 'ok' ? 'boot-loader' : undefined;
      if (role === 'boot-config' && answer === 'error') return undefined;
      return stageSeen(workflow, fits, answer === 'error', answer === 'error' ? evidence.text : null);
    }
    case 'text':
    case 'finding':
      return undefined;
  }
}

function stageSeen(workflow: Workflow, fits: (seen: Seen) => boolean, error: boolean, message: string | null): Recognised {
  return stageOf(workflow, (stage) => stage.seen.some(fits), error, message);
}

function stageOf(
  workflow: Workflow,
  fits: (stage: Stage) => boolean,
  error = false,
  message: string | null = null,
): RecognisedStage | undefined {
  const stage = workflow.stages.find(fits);
  return stage && { stage, error, message };
}

/** By the workflow's own rules; failing that, by a stage of the same name, then by the event's role in any install. */
function recogniseEvent(workflow: Workflow, { name, phase, error, part, text }: InstallerEvent): Recognised {
  const message = error ? text : null;
  const fits = (seen: Seen) =>
    'event' in seen &&
    matchesWildcard(seen.event, name) &&
    (seen.phase ?? phase) === phase &&
    (seen.text === undefined || matchesWildcard(seen.text, text));
  const called = workflow.stages[workflow.index.get(name.slice(name.lastIndexOf('/') + 1)) ?? -1];
  // A stage with rules for events is reached only by them.
  const named = called?.seen.some((seen) => 'event' in seen) ? undefined : called;
  const byName = stageSeen(workflow, fits, error, message) ?? (named && { stage: named, error, message });
  return byName ?? stageByPart(workflow, { error, part, text });
}

function stageByPart(workflow: Workflow, { error, part, text }: Pick<InstallerEvent, 'error' | 'part' | 'text'>): Recognised {
  if (part === null) return undefined;
  const whole = part === 'install';
  const seen = (role: StageRole) => stageOf(workflow, (stage) => stage.role === role, error, error ? text : null);
  // A failure of the whole install names the stage that will not be reached.
  const found = whole ? (seen('handover') ?? seen('end')) : part === 'abandoned' ? undefined : seen(part);
  return found && { ...found, whole };
}

/** 206 (partial content) and 304 (not modified) count as 200; a redirect proves nothing yet (RFC 9110 section 15). */
function httpAnswer(status: number): 'ok' | 'elsewhere' | 'error' {
  if ((status >= 200 && status < 300) || status === 304) return 'ok';
  return status < 400 ? 'elsewhere' : 'error';
}

/** Whether an HTTP path matches a pattern: the whole path, or its last component if the pattern has no slash. */
export function fitsPath(pattern: string, path: string): boolean {
  return matchesWildcard(pattern, pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1));
}

/** Packages such as kernel-core-5.14.0.rpm and linux-base_4.9_all.deb are not boot files. */
export function httpFileRole(path: string, files: BootFiles, ip: string | undefined): FileRole | 'boot-loader' | undefined {
  return /\.(?:d?rpm|u?deb|xml|zst|gpg|asc)$/i.test(path) ? undefined : fileRole(path, files, ip);
}

/** The role of `file` in the boot of a backend with address `ip`. */
export function fileRole(file: string, files: BootFiles, ip: string | undefined): FileRole | 'boot-loader' | undefined {
  const path = file.replaceAll(/\/{2,}/g, '/').replace(/^(?:\.?\/)+/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isBootConfig(path, name, ip)) return 'boot-config';
  if (plays(path, name, files.installKernel, 'install-kernel')) return 'install-kernel';
  if (plays(path, name, files.installRamdisk, 'install-ramdisk')) return 'install-ramdisk';
  if (plays(path, name, files.osKernel, 'os-kernel')) return 'os-kernel';
  return bootLoader.test(name) ? 'boot-loader' : undefined;
}

function plays(path: string, name: string, declared: string | undefined, role: keyof typeof usualNames): boolean {
  if (declared === undefined) return usualNames[role].test(name);
  // A bootaction's kernel field may contain loader keywords around the file name, such as "com32 chain.c32". Web servers and dnsmasq's
  // tftp-unique-root prepend directories.
  return declared.split(/\s+/).some((word) => {
    const wanted = word.replace(/^\/+/, '');
    return wanted !== '' && (path === wanted || path.endsWith(`/${wanted}`));
  });
}

function isBootConfig(path: string, name: string, ip: string | undefined): boolean {
  if (/(?:^|\/)pxelinux\.cfg\/[^/]+$/.test(path)) {
    // pxelinux requests its own address in hexadecimal. Another machine's file is not part of this install.
    return !/^[0-9A-F]{8}$/i.test(name) || ip === undefined || ip.includes(':') || name.toUpperCase() === hexAddress(ip);
  }
  return /^grub\.cfg(?:-[\w:.-]+)?$/i.test(name) || /^[\w.-]+\.ipxe$/i.test(name);
}

/** An IPv4 address in pxelinux's notation: `0A010165`. */
export function hexAddress(ip: string): string {
  return ip
    .split('.')
    .map((octet) => Number(octet).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
