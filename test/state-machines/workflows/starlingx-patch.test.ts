import { starlingxPatch } from '../../../state-machines/workflows/starlingx-patch.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxPatch);
