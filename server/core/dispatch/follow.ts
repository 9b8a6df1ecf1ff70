// Determines the workflow and the stage of an observation, and passes it to the backend's track.
import { otherSystem } from '../../../state-machines/workflow/other-systems.ts';
import { recognise } from '../../../state-machines/workflow/recognise.ts';
import type { Observation, Transition } from '../../../state-machines/vocabulary.ts';
import type { Backend } from '../registry.ts';
import type { WorkflowChoice } from './workflow-choice.ts';

export interface FollowParts {
  choice: WorkflowChoice;
  /** Called for each report of a stage that is not in the workflow. */
  onUnknownStage: (stage: string) => void;
}

export function follow(backend: Backend, observation: Observation, parts: FollowParts): Transition[] {
  const { sight } = observation;
  if (sight.kind !== 'dhcp' || sight.answers === undefined) return followOne(backend, observation, parts);
  // Some servers log only their answers. Such a line also proves the message that the client had sent before.
  const proven = [sight.answers, sight.message].map((message) => ({ kind: 'dhcp', message, note: null }) as const);
  return proven.flatMap((one) => followOne(backend, { ...observation, sight: one }, parts));
}

function followOne(backend: Backend, observation: Observation, parts: FollowParts): Transition[] {
  return followWords(backend, observation) ?? followStage(backend, observation, parts);
}

/** Observations that belong to no stage of any workflow; undefined if this one may belong to one. */
function followWords({ track }: Backend, observation: Observation): Transition[] | undefined {
  const { sight, deployment } = observation;
  if (sight.kind === 'text') return track.observeText(sight.text, whenOf(observation));
  if (sight.kind === 'finding') return track.observeFinding(sight, whenOf(observation), deployment);
  if (sight.kind === 'event' && sight.part === 'abandoned') return track.observeAbandoned(sight.text, whenOf(observation), deployment);
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
  // An event without a stage becomes the installer's last message. A note alone does not begin an install.
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

/** Whether a note can belong to an install: one is in progress, or the last one succeeded. */
function isFollowed({ track }: Backend): boolean {
  return track.open !== undefined || track.runs.at(-1)?.status === 'installed';
}
