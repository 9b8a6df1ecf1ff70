// A subcloud in a kube-rootca-update strategy of StarlingX: its VIM renews the root certificate of Kubernetes.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, preCheck, vimStages } from './starlingx-step.ts';

const types = ['kube-rootca-update'];

export const starlingxKubeRootcaUpdate = {
  name: 'starlingx-kube-rootca-update',
  title: 'StarlingX Kubernetes root certificate',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/kube-rootca-update/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [
    preCheck(types),
    ...vimStages(types, ['creating vim kube rootca update strategy'], ['applying vim kube rootca update strategy']),
    complete(types),
  ],
} satisfies WorkflowFile;
