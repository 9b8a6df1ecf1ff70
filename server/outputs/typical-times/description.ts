// The catalogue entry of the typical times.
import type { OutputDescription } from '../contract/description.ts';
import { TypicalTimesOutput } from './typical-times.ts';

export const typicalTimes: OutputDescription = {
  name: 'typical times',
  create: (_settings, { fleet, installedRuns }) => [new TypicalTimesOutput({ workflows: fleet.workflows, installedRuns })],
};
