// Whether an observation turns an unknown machine into a backend: a DHCP message does, and so does anything that only an installing machine
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
