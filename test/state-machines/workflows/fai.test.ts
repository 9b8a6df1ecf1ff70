import { fai } from '../../../state-machines/workflows/fai.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(fai, { stories: ['fai'] });
