import { kadeploy2 } from '../../../state-machines/workflows/kadeploy-2.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(kadeploy2, { stories: ['kadeploy-2'] });
