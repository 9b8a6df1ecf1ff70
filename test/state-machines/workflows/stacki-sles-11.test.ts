import { stackiSles11 } from '../../../state-machines/workflows/stacki-sles-11.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(stackiSles11);
