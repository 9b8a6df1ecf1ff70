import { ubuntuAutoinstall } from '../../../state-machines/workflows/ubuntu-autoinstall.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(ubuntuAutoinstall, { stories: ['ubuntu-autoinstall'] });
