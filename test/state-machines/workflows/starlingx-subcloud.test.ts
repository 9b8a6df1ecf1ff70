import { starlingxSubcloud } from '../../../state-machines/workflows/starlingx-subcloud.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxSubcloud);
