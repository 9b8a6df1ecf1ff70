// The errors in HostOS's troubleshooting documentation: the log line that identifies each one, and its remedy. To add an error, add a row.
import type { FindingWords, Sight } from '../../../state-machines/vocabulary.ts';
import type { Bundle } from './bundles.ts';

interface KnownError {
  rule: string;
  line: RegExp;
  /** The bundles that can cause the error; the first one if it is unclear which did. */
  of: readonly [Bundle, ...Bundle[]];
  means: string;
  remedy: string;
}

const inventory = 'https://github.ibm.com/cloudlab/platform-inventory';

const knownErrors: readonly KnownError[] = [
  {
    rule: 'personality-morph',
    line: /unable to morph node personality to \S+ from \S+/i,
    of: ['config', 'post-config'],
    means: 'the node has another personality than the platform inventory says',
    remedy: `Compare NODE_TYPES in /etc/genesis/network.conf on the node with the personalities in its platform inventory file (${inventory}): they must match.`,
  },
  {
    rule: 'nodetype',
    line: /get_node_?type\s*\(/i,
    of: ['config', 'post-config'],
    means: 'the node type can’t be told, because a MAC address of the node in the platform inventory is not valid',
    remedy: `Correct the MAC addresses of the node in its platform inventory file (${inventory}).`,
  },
  {
    rule: 'vault-token',
    line: /vault.{0,200}(?:permission denied|invalid|expired|forbidden|denied|40[013])|(?:invalid|expired|bad|missing) (?:vault |access ){1,2}token/i,
    of: ['config', 'post-config'],
    means: 'the vault access token is not valid, or has expired',
    remedy: 'Get a new vault access token and deploy the config release again.',
  },
  {
    rule: 'kernel-patch-busy',
    line: /(?:patch|insmod|kpatch|\.ko\b).{0,200}device or resource busy|device or resource busy.{0,200}(?:patch|\.ko\b)/i,
    of: ['kernel-patch'],
    means: 'the live kernel patch could not be loaded',
    remedy: 'Follow the runbook: https://pages.github.ibm.com/cloudlab/internal-docs/kernel_patch_failure.html',
  },
  {
    rule: 'package-dependency',
    line: /unmet dependencies|dpkg: dependency problems|depends on .{1,200}(?:however|but it is not)|depends: .{1,200}but .{1,200}(?:is to be|is not)/i,
    of: ['base-os-sw', 'base-net-sw', 'nextgen-os-sw'],
    means: 'a Debian package can’t be installed, because a dependency is not satisfied',
    remedy:
      'Restore packages that were removed or upgraded manually on the node (dpkg --audit, apt-get check), then deploy the bundle again.',
  },
  {
    rule: 'bmc-connection',
    line: /\b(?:bmc|ipmi(?:tool)?|idrac|redfish)\b.{0,200}(?:timed? ?out|unreachable|refused|no route|unable to|failed|can ?not|could not|error)|(?:unable to|failed|can ?not|could not)\b.{0,200}\b(?:bmc|ipmi|redfish)\b/i,
    of: ['boot'],
    means: 'the BMC of the machine can’t be reached',
    remedy: 'Check the mzone’s nodes and their details in the platform inventory; then contact the infrastructure management team.',
  },
];

export interface ErrorFound {
  of: KnownError['of'];
  finding: FindingWords;
}

/** "Device or resource busy" has many causes. If a kernel patch is the next bundle, it is the cause. */
const busy = /device or resource busy/i;

/** Explains an error line; undefined for a line that is not a known error. */
export function explainError(text: string, { next, isZ }: { next: Bundle | undefined; isZ: boolean }): ErrorFound | undefined {
  const known =
    knownErrors.find((error) => error.line.test(text)) ??
    (next === 'kernel-patch' && busy.test(text) ? knownErrors.find(({ rule }) => rule === 'kernel-patch-busy') : undefined);
  if (!known) return undefined;
  const { rule, of, means, remedy } = known;
  return { of, finding: isZ ? forZ(text) : { rule, text: `${means}: ${text.trim().slice(0, 500)}`, remedy } };
}

/** Explains an error that a node itself reports; undefined for any other sight. */
export function explainReported(sight: Sight): Sight | undefined {
  if (sight.kind !== 'event' || !sight.error || !/^hostos(?:-upgrade)?\//.test(sight.name)) return undefined;
  const next = sight.name.endsWith('/kernel-patch') ? 'kernel-patch' : undefined;
  const found = explainError(sight.text, { next, isZ: isZPlatform(sight.text) });
  return found && { kind: 'finding', ...found.finding };
}

/** HostOS administrators do not manage these machines. */
function forZ(text: string): FindingWords {
  return {
    rule: 'z-platform',
    text: `an error of a z/s390x machine, which HostOS does not manage: ${text.trim().slice(0, 500)}`,
    remedy: 'Redirect it to the Z team.',
  };
}

export function isZPlatform(text: string): boolean {
  return /\bs390x?\b|\bz\/s390x\b/i.test(text);
}
