import { stackiSles12 } from '../../../state-machines/workflows/stacki-sles-12.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(stackiSles12, { stories: ['clean'] });
