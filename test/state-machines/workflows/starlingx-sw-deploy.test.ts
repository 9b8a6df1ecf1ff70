import { starlingxSwDeploy } from '../../../state-machines/workflows/starlingx-sw-deploy.ts';
import { describeWorkflow } from './describe-workflow.ts';

describeWorkflow(starlingxSwDeploy);
