import { starlingxKubernetes } from '../../../state-machines/workflows/starlingx-kubernetes.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxKubernetes);
