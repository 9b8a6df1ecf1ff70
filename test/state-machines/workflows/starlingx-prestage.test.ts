import { starlingxPrestage } from '../../../state-machines/workflows/starlingx-prestage.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxPrestage);
