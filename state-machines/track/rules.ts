// A workflow's rules about order and versions, checked when a run reaches a stage. Pure.
import type { RunEvent } from '../run/run-state.ts';
import type { Run } from '../run/run.ts';
import type { FindingWords } from '../vocabulary.ts';
import { isOutsideOrder, type Rule, type Stage } from '../workflow/workflow.ts';

/** The versions on the machine, by the stage that installed them. */
export type Versions = Readonly<Record<string, string>>;

type Judge = (run: Run, event: RunEvent, versions: Versions) => string | null;

const judges: Readonly<Record<Rule['rule'], Judge>> = {
  order: orderBroken,
  'no-older-version': (_, { stage, version }, versions) => {
    const there = versions[stage.name];
    return version !== undefined && there !== undefined && compareVersions(version, there) < 0
      ? `${titleOf(stage)} ${version} is older than ${there}, which is there`
      : null;
  },
  'same-major-version': ({ workflow }, { stage, version }, versions) => {
    const other = workflow.stages.find(
      ({ name }) => versions[name] !== undefined && majorOf(versions[name]) !== majorOf(version ?? versions[name]),
    );
    return other ? `${titleOf(stage)} ${version} comes to a machine with ${titleOf(other)} ${versions[other.name]}` : null;
  },
};

/** The rules that `event`, just applied to the run, breaks. */
export function brokenRules(run: Run, event: RunEvent, versions: Versions): FindingWords[] {
  return event.workflow.rules.flatMap(({ name, rule, text, remedy = null }) => {
    const why = judges[rule](run, event, versions);
    return why === null ? [] : [{ rule: name, text: `${text}: ${why}`, remedy }];
  });
}

function orderBroken(run: Run, { stage }: RunEvent): string | null {
  const { stages } = run.workflow;
  const at = stages.indexOf(stage);
  const isDone = (other: Stage): boolean => run.recordOf(other)?.status === 'done';
  // Stages skipped earlier have already been reported.
  const before = stages.findLastIndex((other, i) => i < at && !isOutsideOrder(other) && isDone(other));
  const missing = stages.filter((other, i) => i > before && i < at && !other.optional && !isOutsideOrder(other));
  if (missing.length > 0) return `${missing.map(titleOf).join(', ')} left out before ${titleOf(stage)}`;
  const later = stages.find((other, i) => i > at && !isOutsideOrder(other) && isDone(other));
  return later ? `${titleOf(stage)} came after ${titleOf(later)}` : null;
}

function titleOf({ title, name }: Stage): string {
  return title ?? name;
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? '';
}

/** Negative if `a` is older: compares the leading numbers, then the rest (a build date). */
function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
