// The stages of a run grouped by the macro steps of its deployer, each with its current and earlier tries. Pure.
import type { RunView, TryView } from '../../state-machines/view/view.ts';
import type { Step } from './steps.ts';

export interface MacroStep {
  /** Null for stages that belong to none. */
  name: string | null;
  title: string;
  /** The newest try; null before the first. */
  present: TryView | null;
  /** Oldest first. */
  earlier: readonly TryView[];
  steps: readonly Step[];
}

/** In the order of the stages. `titles`: of the macro steps, by their names. */
export function macroStepsOf(run: Pick<RunView, 'tries'>, steps: readonly Step[], titles: ReadonlyMap<string, string>): MacroStep[] {
  const macros: (MacroStep & { steps: Step[] })[] = [];
  for (const step of steps) {
    const { step: name } = step.stage;
    const last = macros.at(-1);
    if (last && last.name === name) last.steps.push(step);
    else macros.push({ name, title: titles.get(name ?? '') ?? name ?? '', ...triesOf(run, name), steps: [step] });
  }
  return macros;
}

function triesOf({ tries }: Pick<RunView, 'tries'>, name: string | null): Pick<MacroStep, 'present' | 'earlier'> {
  const own = tries.filter(({ step }) => step === name);
  return { present: own.at(-1) ?? null, earlier: own.slice(0, -1) };
}
