// From an observation of a backend to what its runs make of it: which workflow, which stage, and then the backend's track.
import { otherSystem } from '../../../state-machines/workflow/other-systems.ts';
import { recognise } from '../../../state-machines/workflow/recognise.ts';
import type { Observation, Transition } from '../../../state-machines/vocabulary.ts';
import type { Backend } from '../registry.ts';
import type { WorkflowChoice } from './workflow-choice.ts';

export interface FollowParts {
  choice: WorkflowChoice;
  /** Called for each report of a stage that the workflow does not have. */
  onUnknownStage: (stage: string) => void;
}

export function follow(backend: Backend, observation: Observation, parts: FollowParts): Transition[] {
  return provenBy(observation).flatMap((one) => followWords(backend, one) ?? followStage(backend, one, parts));
}

/** A server that logs only its answers: the line proves what the client had sent too, which comes first. */
function provenBy(observation: Observation): readonly Observation[] {
  const { sight } = observation;
  if (sight.kind !== 'dhcp' || sight.answers === undefined) return [observation];
  return [sight.answers, sight.message].map((message) => ({ ...observation, sight: { kind: 'dhcp', message, note: null } }));
}

/** What is of no stage, whatever the workflow; undefined: it may be of one. */
function followWords({ track }: Backend, { sight, deployment, ...observation }: Observation): Transition[] | undefined {
  const when = whenOf(observation);
  if (sight.kind === 'text') return track.observeText(sight.text, when);
  if (sight.kind === 'finding') return track.observeFinding(sight, when, deployment);
  if (sight.kind === 'event' && sight.part === 'abandoned') return track.observeAbandoned(sight.text, when, deployment);
  return undefined;
}

function followStage(backend: Backend, observation: Observation, { choice, onUnknownStage }: FollowParts): Transition[] {
  const { track } = backend;
  const { sight, deployment } = observation;
  const when = whenOf(observation);
  const { workflow, told } = choice.of(backend, observation);
  const recognised = recognise(workflow, backend.files, observation);
  if (recognised === 'boot-loader') track.observeBootLoader();
  const other = recognised === undefined && deployment === undefined ? otherSystem(sight) : undefined;
  if (other !== undefined) return track.observeOtherSystem(other, when);
  if (!recognised && sight.kind === 'report') onUnknownStage(sight.stage);
  // What the workflow has no stage for is the installer's last words; and a note alone begins no install.
  if (sight.kind === 'event' && (!recognised || (sight.phase === 'note' && !isFollowed(backend))))
    return track.observeText(sight.text, when);
  if (typeof recognised !== 'object') return [];
  const { attempt, version } = sight.kind === 'event' ? sight : {};
  const reported = sight.kind === 'report';
  return track.observe({ ...recognised, ...when, reported, workflow, told, deployment, attempt, version });
}

function whenOf({ observedAtMs: atMs, receivedAtMs, evidence }: Pick<Observation, 'observedAtMs' | 'receivedAtMs' | 'evidence'>) {
  return { atMs, receivedAtMs, evidence };
}

/** Whether an install is known that a note can be of: one under way, or the one that ended well. */
function isFollowed({ track }: Backend): boolean {
  return track.open !== undefined || track.runs.at(-1)?.status === 'installed';
}
