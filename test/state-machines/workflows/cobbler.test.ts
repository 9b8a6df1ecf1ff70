import { cobbler } from '../../../state-machines/workflows/cobbler.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(cobbler, { stories: ['cobbler'] });
