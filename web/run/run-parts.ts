// The parts that a run is drawn in: the macro steps of its deployer, or the parts of an install. Pure.
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import { stageGroups, type StageGroup } from '../../state-machines/vocabulary.ts';

export interface RunPart {
  name: string;
  /** Whose colour it has: one of the five, in turn. */
  hue: StageGroup;
}

/** Says which part a stage is of. A stage of no macro step, where there are some, is a part by itself. */
export function partsOfRun({ stages }: Pick<RunView, 'stages'>): (stage: Pick<StageView, 'name' | 'group' | 'step'>) => RunPart {
  if (stages.every(({ step }) => step === null)) return ({ group }) => ({ name: group, hue: group });
  const names = [...new Set(stages.map(({ name, step }) => step ?? name))];
  return ({ name, step }) => {
    const part = step ?? name;
    return { name: part, hue: stageGroups[Math.max(0, names.indexOf(part)) % stageGroups.length] ?? 'installer' };
  };
}
