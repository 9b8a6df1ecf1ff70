import { stackiRedhat7 } from '../../../state-machines/workflows/stacki-redhat-7.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(stackiRedhat7);
