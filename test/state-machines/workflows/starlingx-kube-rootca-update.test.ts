import { starlingxKubeRootcaUpdate } from '../../../state-machines/workflows/starlingx-kube-rootca-update.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxKubeRootcaUpdate);
