// Whether a machine that is not known yet becomes a backend by what was seen of it: DHCP messages do it, and what only an installing machine
// does.
import { recognise } from '../../../state-machines/workflow/recognise.ts';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import type { WorkflowChoice } from './workflow-choice.ts';

export function beginsInstall(observation: Observation, choice: WorkflowChoice): boolean {
  const { sight } = observation;
  if (sight.kind === 'dhcp') return sight.message !== 'NAK' && sight.message !== 'DECLINE';
  const recognised = recognise(choice.ofUnknown(observation), {}, observation);
  if (typeof recognised !== 'object') return false;
  const { role } = recognised.stage;
  return role !== 'end' && role !== 'disk-boot' && (role !== 'inside' || sight.kind === 'report');
}
