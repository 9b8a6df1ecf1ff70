// Stacki's install of SLES 11: the same stages and limits as SLES 12.
import type { WorkflowFile } from '../workflow/workflow.ts';

export const stackiSles11 = {
  name: 'stacki-sles-11',
  title: 'Stacki, SLES 11',
  recognise: ['*sles-11*', '*sles11*'],
  extends: 'stacki-sles-12',
} satisfies WorkflowFile;
