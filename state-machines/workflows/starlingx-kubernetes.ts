// A subcloud in a kubernetes strategy of StarlingX: its VIM upgrades Kubernetes.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, preCheck, vimStages } from './starlingx-step.ts';

const types = ['kubernetes'];

export const starlingxKubernetes = {
  name: 'starlingx-kubernetes',
  title: 'StarlingX Kubernetes',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/kubernetes/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [
    preCheck(types, ['kube upgrade pre check']),
    ...vimStages(types, ['kube creating vim kube upgrade strategy'], ['kube applying vim kube upgrade strategy']),
    complete(types),
  ],
} satisfies WorkflowFile;
