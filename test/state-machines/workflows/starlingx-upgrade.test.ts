import { starlingxUpgrade } from '../../../state-machines/workflows/starlingx-upgrade.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxUpgrade);
