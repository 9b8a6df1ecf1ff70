// Chooses the workflow for an observation of a backend: the one in the inventory, else the one that the machine's requests show, else that of
// its last run. Always in the variant for that backend.
import { chooseWorkflow, workflowShown } from '../../../state-machines/workflow/choose-workflow.ts';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import type { Workflow, WorkflowsByName } from '../../../state-machines/workflow/workflow.ts';
import type { Backend } from '../registry.ts';
import type { Rules } from '../rules.ts';
import { noVariants } from '../variants.ts';

export interface Choice {
  workflow: Workflow;
  /** Whether this observation shows the workflow. */
  told: boolean;
}

export class WorkflowChoice {
  rules: Rules;

  constructor(rules: Rules) {
    this.rules = rules;
  }

  /** The workflows in the variants for this backend. */
  namedFor(backend: Backend): WorkflowsByName {
    return { get: (name) => this.variantOf(this.rules.workflows.get(name), backend) };
  }

  /** The workflow for a backend's next observation, unless that shows another one. */
  presentOf(backend: Backend): Workflow {
    const { workflows, defaultWorkflow } = this.rules;
    const declared = backend.workflow === undefined ? undefined : workflows.get(backend.workflow);
    const { open } = backend.track;
    const newest = backend.track.runs.at(-1);
    // Everything a machine does during a deployment is part of it. Once it is over, it does not determine the next workflow.
    if (open?.deployment) return open.workflow;
    // A workflow that has been removed still applies to the runs that began under it.
    const last = newest?.deployment ? undefined : newest?.workflow;
    return this.variantOf(declared ?? workflows.get(last?.name ?? '') ?? last ?? defaultWorkflow, backend);
  }

  of(backend: Backend, observation: Observation): Choice {
    if (observation.deployment !== undefined) return this.ofDeployment(backend, observation);
    const workflow = this.presentOf(backend);
    const { open } = backend.track;
    if (open?.deployment || backend.workflow !== undefined) return { workflow, told: false };
    const shown = chooseWorkflow(this.rules.workflows, { workflow, told: open?.told ?? false }, observation);
    return shown ? { workflow: this.variantOf(shown, backend), told: true } : { workflow, told: false };
  }

  /** For an unknown machine. */
  ofUnknown(observation: Observation): Workflow {
    const { workflows, defaultWorkflow } = this.rules;
    return chooseWorkflow(workflows, { workflow: defaultWorkflow, told: false }, observation) ?? defaultWorkflow;
  }

  /** The workflow of the deployment's run, else the one that the deployer's message shows. The inventory is ignored: it describes the machine's own installs. */
  private ofDeployment(backend: Backend, observation: Observation): Choice {
    const newest = backend.track.runs.at(-1);
    if (newest?.deployment === observation.deployment && newest) return { workflow: newest.workflow, told: false };
    const shown = workflowShown(this.rules.workflows, observation) ?? this.rules.defaultWorkflow;
    return { workflow: this.variantOf(shown, backend), told: true };
  }

  private variantOf<Known extends Workflow | undefined>(workflow: Known, backend: Backend): Workflow | Known {
    return workflow && (this.rules.variants ?? noVariants).of(workflow, backend);
  }
}
