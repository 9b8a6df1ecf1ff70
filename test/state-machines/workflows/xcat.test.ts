import { xcat } from '../../../state-machines/workflows/xcat.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(xcat, { stories: ['xcat'] });
