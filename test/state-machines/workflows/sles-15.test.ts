import { sles15 } from '../../../state-machines/workflows/sles-15.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(sles15, { stories: ['sles-15'] });
