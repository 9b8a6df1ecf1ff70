// The catalogue entry of checklist.log.
import type { OutputDescription } from '../contract/description.ts';
import { ChecklistLog } from './checklist-log.ts';

export const checklistLog: OutputDescription = {
  name: 'checklist.log',
  create: (settings, { log, past }) => [new ChecklistLog({ ...settings.log, log, past: past('checklist.log') })],
};
