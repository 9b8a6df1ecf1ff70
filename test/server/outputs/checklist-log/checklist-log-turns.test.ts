// A change may come at any point of the writer's work, also between its last look and its end. With a file whose every operation takes
// exactly one turn, each of these points is tried.
import { expect, it, vi } from 'vitest';
import { ChecklistLog } from '../../../../server/outputs/checklist-log/checklist-log.ts';
import { change } from '../../core/changes.ts';
import { keptLog } from '../../inputs/following/silent-log.ts';

const file = vi.hoisted(() => ({ written: '', onClose: () => {} }));
vi.mock('node:fs/promises', () => ({
  open: async () => ({
    stat: async () => ({ size: 0 }),
    appendFile: async (text: string) => void (file.written += text),
    close: async () => file.onClose(),
  }),
}));
const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it.each(Array.from({ length: 20 }, (_, turns) => turns))(
  'a change %i turns after a write is written without another to push it',
  async (turns) => {
    file.written = '';
    const output = new ChecklistLog({ path: 'checklist.log', format: 'lines', log: keptLog().log });
    file.onClose = () => {
      file.onClose = () => {};
      let turn = Promise.resolve();
      for (let n = 0; n < turns; n++) turn = turn.then(() => {});
      void turn.then(() => output.take(change({ stage: 'Second' })));
    };
    output.take(change({ stage: 'First' }));
    for (let round = 0; round < 5; round++) await nextRound();
    expect(file.written.match(/First|Second/g)).toEqual(['First', 'Second']);
  },
);
