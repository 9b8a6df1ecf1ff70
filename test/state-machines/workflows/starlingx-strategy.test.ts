import { starlingxStrategy } from '../../../state-machines/workflows/starlingx-strategy.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxStrategy);
