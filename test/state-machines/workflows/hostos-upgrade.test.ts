import { hostosUpgrade } from '../../../state-machines/workflows/hostos-upgrade.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(hostosUpgrade, { stories: ['hostos-upgrade'] });
