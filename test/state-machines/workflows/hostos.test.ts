import { hostos } from '../../../state-machines/workflows/hostos.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(hostos, { stories: ['hostos-fresh'] });
