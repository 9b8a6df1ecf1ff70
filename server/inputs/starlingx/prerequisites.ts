// Prerequisites of a subcloud deployment as a checklist: from dcmanager, and from the pasted output of other commands. If a prerequisite is
// unknown, its remedy names the command that shows it.
import type { Prerequisite } from '../../../state-machines/deployment/deployment.ts';
import type { AlarmFacts, StepFacts, StrategyFacts, SubcloudFacts } from './facts.ts';
import { readFailure } from './states.ts';

/** A host of a subcloud, from `system host-list`. */
export interface HostFacts {
  name: string;
  administrative: string;
  operational: string;
  availability: string;
}

/** /opt/platform-backup of a subcloud, from `df -Th`. */
export interface VolumeFacts {
  device: string;
  type: string;
  /** As df shows it, and in GiB. */
  size: string;
  gib: number;
}

export interface ManagementAlarm {
  id: string;
  affecting: boolean;
}

/** Facts other than subclouds and steps; undefined if not requested. */
export interface OtherFacts {
  alarms?: readonly AlarmFacts[];
  alarmList?: readonly ManagementAlarm[];
  hosts?: readonly HostFacts[];
  volumes?: readonly VolumeFacts[];
}

export interface KnownFacts extends OtherFacts {
  strategy: StrategyFacts;
  steps: readonly StepFacts[];
  subclouds: readonly SubcloudFacts[];
}

type Finding = Omit<Prerequisite, 'name'>;

export function prerequisitesOf(facts: KnownFacts): Prerequisite[] {
  const { type } = facts.strategy;
  const deploys = type === 'sw-deploy' || type === 'software';
  const checks: [string, (known: KnownFacts) => Finding][] = [
    ['subclouds managed and online', managedAndOnline],
    ['no management-affecting alarms', noAlarms],
    ['hosts unlocked, enabled and available', hostsAvailable],
    ...(deploys ? deployChecks : []),
    ['no other strategy', noOtherStrategy],
  ];
  return checks.map(([name, check]) => ({ name, ...check(facts) }));
}

const deployChecks: [string, (known: KnownFacts) => Finding][] = [
  ['software_sync_status known', softwareSync],
  ['prestaged', prestaged],
  ['/opt/platform-backup: 30 GiB, ext4', backupVolume],
];

const ok = (text: string): Finding => ({ status: 'ok', text, remedy: null });
const broken = (text: string, remedy: string): Finding => ({ status: 'broken', text, remedy });
const unknown = (text: string, remedy: string): Finding => ({ status: 'unknown', text, remedy });

/** The subclouds of the strategy, or all if its steps are not known yet, and their total number. */
function concerned({ steps, subclouds }: KnownFacts): { known: SubcloudFacts[]; count: number } {
  if (steps.length === 0) return { known: [...subclouds], count: subclouds.length };
  const names = new Set(steps.map(({ cloud }) => cloud));
  return { known: subclouds.filter(({ name }) => names.has(name)), count: names.size };
}

function managedAndOnline(facts: KnownFacts): Finding {
  const { known, count } = concerned(facts);
  const remedy = 'dcmanager subcloud list; then dcmanager subcloud manage, or find out why it is offline';
  const away = known.filter(({ management, availability }) => management !== 'managed' || availability !== 'online');
  if (away.length > 0)
    return broken(listOf(away.map((one) => `${one.name} is ${one.management ?? 'unknown'} and ${one.availability ?? 'unknown'}`)), remedy);
  return known.length < count || count === 0 ? unknown(`known for ${known.length} of ${count}`, remedy) : ok(`${count} of ${count}`);
}

/** dcmanager counts a subcloud's alarms but does not report which affect management. Only zero alarms prove that none do. */
function noAlarms({ alarms, alarmList, ...facts }: KnownFacts): Finding {
  const remedy = 'fm alarm-list --mgmt_affecting on the subcloud; clear what it lists';
  const affecting = alarmList?.filter((alarm) => alarm.affecting) ?? [];
  if (affecting.length > 0) return broken(listOf(affecting.map(({ id }) => `alarm ${id}`)), remedy);
  if (alarmList) return ok(alarmList.length === 0 ? 'no alarms' : `none of ${alarmList.length} affects management`);
  const regions = new Set(concerned(facts).known.flatMap(({ name, region }) => [name, region ?? name]));
  const told = alarms?.filter(({ region }) => regions.size === 0 || regions.has(region)) ?? [];
  if (told.length === 0 || told.some(({ critical }) => critical < 0)) return unknown('not known for every subcloud', remedy);
  const raised = told.filter(({ critical, major, minor }) => critical + major + minor > 0);
  if (raised.length === 0) return ok('no alarms');
  return unknown(
    `${listOf(raised.map((one) => `${one.region}: ${one.critical} critical, ${one.major} major, ${one.minor} minor`))}; dcmanager does not report which affect management`,
    remedy,
  );
}

function hostsAvailable({ hosts }: KnownFacts): Finding {
  const remedy = 'system host-list on the subcloud; unlock what is locked';
  if (!hosts || hosts.length === 0) return unknown('dcmanager does not report the hosts of its subclouds', remedy);
  const away = hosts.filter(
    (one) => one.administrative !== 'unlocked' || one.operational !== 'enabled' || one.availability !== 'available',
  );
  if (away.length === 0) return ok(`${hosts.length} of ${hosts.length}`);
  return broken(listOf(away.map((one) => `${one.name} is ${one.administrative}, ${one.operational}, ${one.availability}`)), remedy);
}

function softwareSync(facts: KnownFacts): Finding {
  const { known, count } = concerned(facts);
  const of = (status: string): string[] => known.filter(({ syncs }) => syncs['software'] === status).map(({ name }) => name);
  const [behind, current] = [of('out-of-sync'), of('in-sync')];
  const told = behind.length + current.length;
  const remedy = 'dcmanager subcloud show; the status is available 40 seconds after the system controller is updated';
  if (told < count || told === 0) return unknown(`known for ${told} of ${count}`, remedy);
  return ok(
    [behind.length > 0 && `out-of-sync: ${listOf(behind)}`, current.length > 0 && `in-sync: ${listOf(current)}`].filter(Boolean).join('; '),
  );
}

// sw-deploy pre-check: Failed for subcloud subcloud-2: Release starlingx-10.0.1 is not prestaged.
function prestaged(facts: KnownFacts): Finding {
  const remedy = 'dcmanager prestage-strategy create --for-sw-deploy, or the strategy with prestage';
  const refused = facts.steps.filter(
    ({ state, details }) => state === 'failed' && /\bis not prestaged\b/.test(readFailure(details).reason),
  );
  if (refused.length > 0) return broken(listOf(refused.map(({ cloud }) => `${cloud} is not prestaged`)), remedy);
  if (/^true$/i.test(facts.strategy.arguments['with_prestage'] ?? '')) return ok('the strategy prestages');
  const { known, count } = concerned(facts);
  const failed = known.filter(({ prestageStatus }) => prestageStatus === 'failed');
  if (failed.length > 0) return broken(listOf(failed.map(({ name }) => `${name}: prestage failed`)), remedy);
  const done = known.filter(({ prestageStatus }) => prestageStatus === 'complete');
  return count > 0 && done.length === count ? ok(`${count} of ${count}`) : unknown(`known for ${done.length} of ${count}`, remedy);
}

/** Because of ext4's metadata, df shows a 30 GiB volume as 29G. */
const leastShownGib = 29;

function backupVolume({ volumes }: KnownFacts): Finding {
  const remedy = 'df -Th /opt/platform-backup on the subcloud: 30 GiB or more, and ext4';
  if (!volumes || volumes.length === 0) return unknown('only the subcloud itself reports it', remedy);
  const wrong = volumes.filter(({ type, gib }) => type !== 'ext4' || gib < leastShownGib);
  return wrong.length > 0 ? broken(volumesText(wrong), remedy) : ok(`${volumesText(volumes)}, as df shows 30 GiB`);
}

function volumesText(volumes: readonly VolumeFacts[]): string {
  return listOf(volumes.map(({ device, type, size }) => `${device} is ${type}, ${size}`));
}

// sw-deploy pre-check: Failed for subcloud subcloud-2: Subcloud has an existing kube-upgrade strategy.
function noOtherStrategy({ steps }: KnownFacts): Finding {
  const refused = steps.filter(
    ({ state, details }) => state === 'failed' && /existing .+ strategy|strategy is currently executing/.test(details ?? ''),
  );
  if (refused.length === 0) return ok('dcmanager keeps one strategy at a time: this one');
  return broken(
    listOf(refused.map(({ cloud }) => `${cloud} has its own VIM strategy`)),
    'sw-manager sw-deploy-strategy show on the subcloud; delete the strategy once it has ended',
  );
}

const namesShown = 5;

function listOf(names: readonly string[]): string {
  const rest = names.length - namesShown;
  return rest > 0 ? `${names.slice(0, namesShown).join(', ')} and ${rest} more` : names.join(', ');
}
