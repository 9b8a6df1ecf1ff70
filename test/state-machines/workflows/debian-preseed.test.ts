import { debianPreseed } from '../../../state-machines/workflows/debian-preseed.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(debianPreseed, { stories: ['debian-preseed'] });
