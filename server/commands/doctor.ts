// `checklist doctor`: examines this host and reports what prevents installs from being seen.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import { examine } from '../doctor/examine.ts';
import { Machine } from '../doctor/contract/machine.ts';
import { reportText } from '../doctor/report-text.ts';
import { suggestedSettings } from '../doctor/suggested-settings.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { loadSettings, parseSettings, type Settings } from '../settings/settings.ts';
import { usualSources } from '../settings/usual-sources.ts';

export interface DoctorOptions {
  config?: string;
  root?: string;
  write?: string;
  json?: boolean;
}

/** Sets exit code 1 if there is something to fix. */
export async function doctor({ config, root = '/', write, json }: DoctorOptions): Promise<void> {
  if (!existsSync(root)) throw new SettingsError([`${root}: no such folder`]);
  if (write !== undefined && existsSync(write)) throw new SettingsError([`${write}: already exists, not overwritten`]);
  const machine = new Machine(root);
  const settings = settingsOf(config, machine);
  const report = await examine(machine, { settings, workflows: new Set(builtInWorkflows.keys()) });
  process.stdout.write(json ? `${JSON.stringify(report, null, 1)}\n` : reportText(report));
  if (write !== undefined) {
    writeFile(write, suggestedSettings(report, settings.sources ?? usualSources((path) => existsSync(machine.real(path)))));
    process.stderr.write(`checklist: settings written to ${write}; checklist check-config -c ${write} shows what they mean\n`);
  }
  if (report.findings.some(({ urgency }) => urgency !== 'hint')) process.exitCode = 1;
}

/** The settings that serve would use; for another root, those found there. */
function settingsOf(config: string | undefined, machine: Machine): Settings {
  if (config !== undefined || machine.isThisOne) return loadSettings(config).settings;
  const path = join(machine.root, 'etc/checklist/checklist.yaml');
  return existsSync(path) ? loadSettings(path).settings : parseSettings({}, 'defaults');
}

function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new SettingsError([`${path}: cannot be written: ${(error as Error).message}`]);
  }
}
