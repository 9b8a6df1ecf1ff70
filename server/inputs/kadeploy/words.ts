// The sentences of Kadeploy 3's console output, with the node set that each refers to. One table for all verbose levels of 3.1 and 3.3.
import { expandNodeset } from '../../../state-machines/nodeset.ts';
import { normaliseHost } from '../contract/addresses.ts';

const sentences = {
  /** Level 0. Newer versions name the environment. */
  launched: /^Launching a deployment (?:of (?<name>\S+) )?on (?<nodes>\S.*)$/,
  discarded: /^The nodes (?<nodes>\S.*?) are already involved in (?:deployment|reboot|power operation), let's discard them$/,
  cluster: /^ +(?<set>\[[\w-]+\]) ?: (?<name>\S+)$/,
  error: /^ *\* Error\[(?<name>\w+)\] (?<text>.*)$/,
  clusterEnded: /^End of deployment on cluster (?<name>\S+) after (?<seconds>\d{1,8})s$/,
  aborted: /^Deployment aborted(?: by user)?$/,
  /** Level 1. */
  step: /^Performing a (?<name>\w+(?:\[\w+\])?) step$/,
  stepEnded: /^End of step (?<name>\w+(?:\[\w+\])?) after (?<seconds>\d{1,8})s$/,
  stepFailed: /^Step (?<name>\w+(?:\[\w+\])?) failed for (?<nodes>\S.*) after (?<seconds>\d{1,8})s$/,
  timeout: /^Timeout in (?:the )?(?<name>\S+) (?:step|before the end of the step), let's kill the instance$/,
  split: /^ {2}(?<set>\[[\w.-]+\]) (?<nodes>[^\s:].*)$/,
  held: /^Breakpoint reached for (?<nodes>\S.*)$/,
  deployed: /^End of deployment for (?<nodes>\S.*) after (?<seconds>\d{1,8})s$/,
  failed: /^Deployment failed for (?<nodes>\S.*) after (?<seconds>\d{1,8})s$/,
  /** Level 2. */
  microFailed: /^!!! The nodes (?<nodes>\S.*) failed on step (?<name>\w+)$/,
  /** Level 3. */
  micro: /^ {2}(?<name>[A-Za-z]\w*)$/,
  /** Level 4. */
  time: /^ {2} ~ Time in (?<name>\w+): (?<seconds>\d{1,8}(?:\.\d+)?)s$/,
  /** Printed by the client. */
  begun: /^Deployment #(?<name>[\w-]{1,80}) started$/,
  done: /^Deployment #(?<name>[\w-]{1,80}) done$/,
  listDeployed: /^The deployment is successful on nodes$/,
  listFailed: /^The deployment failed on nodes$/,
  chatter: new RegExp(
    [
      '---$',
      'Clusters involved in the operation:$',
      'Nodeset \\[[\\w.-]+\\] split into :$',
      'Step \\w+(?:\\[\\w+\\])? breakpointed$',
      '\\*\\*\\* Breakpoint on \\w+ reached for ',
      'Using classical reboot ',
      'A specific presinstall will be used ',
      'Disable some micro-steps ',
      'Deploying on block device',
      'Grab the ',
      'Deployment status ',
      // An action within a micro-step, and the status shown on ENTER: a step, then its nodes.
      ' +[*!] ',
      ' +\\[\\w+-\\w+\\] ~',
      ' {5}\\S',
    ]
      .map((start) => `^${start}`)
      .join('|'),
  ),
};
export type SentenceKind = keyof typeof sentences;

export interface Sentence {
  kind: SentenceKind;
  /** Prefix of the node set, such as `c1.2`; empty for all nodes. For a split or a cluster, the new set's prefix. */
  set: string;
  /** Name of an implementation, micro-step, cluster, environment or deployment. */
  name: string;
  nodes: string[];
  seconds: number | null;
  text: string;
}

const kinds = Object.entries(sentences) as [SentenceKind, RegExp][];

/** undefined for an unknown sentence. */
export function readSentence(line: string): Sentence | undefined {
  const [prefix = '', set = ''] = /^\[([\w.-]+)\] /.exec(line) ?? [];
  const words = line.slice(prefix.length).trimEnd();
  for (const [kind, sentence] of kinds) {
    const match = sentence.exec(words);
    if (match) return sentenceOf(kind, set, match.groups ?? {});
  }
  return undefined;
}

function sentenceOf(
  kind: SentenceKind,
  set: string,
  { name = '', nodes, seconds, text = '', set: other }: Record<string, string | undefined>,
) {
  const named = nodesIn(nodes ?? '');
  if (!named) return undefined;
  return {
    kind,
    set: other === undefined ? set : other.slice(1, -1),
    name,
    nodes: named,
    seconds: seconds === undefined ? null : Number(seconds),
    text,
  };
}

function nodesIn(folded: string): string[] | undefined {
  try {
    const names = expandNodeset(folded).map((name) => normaliseHost(name));
    return names.includes(undefined) ? undefined : names.filter((name) => name !== undefined);
  } catch {
    return undefined;
  }
}

/** A node in the client's final lists, followed by its error. */
export function readListed(line: string): { host: string; error: string } | undefined {
  const [, name = '', error = ''] = /^(\S+)(?: \((.*)\))?$/.exec(line.trimEnd()) ?? [];
  const host = normaliseHost(name);
  return host === undefined ? undefined : { host, error };
}
