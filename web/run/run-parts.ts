// The parts of a run as drawn: the macro steps of its deployer, or the parts of an install. Pure.
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import { stageGroups, type StageGroup } from '../../state-machines/vocabulary.ts';

export interface RunPart {
  name: string;
  /** The group whose colour it has: one of the five, in turn. */
  hue: StageGroup;
}

/** Returns the part of a stage. In a run with macro steps, a stage that belongs to none is its own part. */
export function partsOfRun({ stages }: Pick<RunView, 'stages'>): (stage: Pick<StageView, 'name' | 'group' | 'step'>) => RunPart {
  if (stages.every(({ step }) => step === null)) return ({ group }) => ({ name: group, hue: group });
  const names = [...new Set(stages.map(({ name, step }) => step ?? name))];
  return ({ name, step }) => {
    const part = step ?? name;
    return { name: part, hue: stageGroups[Math.max(0, names.indexOf(part)) % stageGroups.length] ?? 'installer' };
  };
}
