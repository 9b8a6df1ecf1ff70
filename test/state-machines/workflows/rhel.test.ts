import { rhel } from '../../../state-machines/workflows/rhel.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(rhel, { stories: ['rhel'] });
