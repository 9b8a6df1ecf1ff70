// All outputs, in the order in which they receive each change. To add one, add its folder and its entry here.
import { checklistLog } from './checklist-log/description.ts';
import { consoleOutput } from './console/description.ts';
import type { OutputDescription } from './contract/description.ts';
import { liveFeed } from './live-feed/description.ts';
import { moduleOutputs } from './module/description.ts';
import { typicalTimes } from './typical-times/description.ts';

export const outputCatalogue: readonly OutputDescription[] = [checklistLog, liveFeed, typicalTimes, consoleOutput, moduleOutputs];
