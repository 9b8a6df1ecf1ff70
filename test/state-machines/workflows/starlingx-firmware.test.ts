import { starlingxFirmware } from '../../../state-machines/workflows/starlingx-firmware.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxFirmware);
