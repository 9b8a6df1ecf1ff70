import { expect, it } from 'vitest';
import { restorePrelude, restoreRun, savePrelude, saveRun } from '../../../state-machines/track/saved.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { boot, dhcp, images, playTrack } from './play-track.ts';

const install = `${boot(0)}, ${images(30)}, Set_Bootaction_OS 44, Rebooting_HDD 70, Reboot_Okay 90`;

const copyOf = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

it.each([boot(0), `${boot(0)}, (time) 100000`, `${boot(0)}, Config_Sent! 30`, install])(
  'a run after %s is the same from a store',
  (steps) => {
    for (const run of playTrack(steps).track.runs) {
      const restored = restoreRun(copyOf(saveRun(run)), builtInWorkflows);
      expect(restored?.state).toEqual(run.state);
    }
  },
);

it('a saved run has the name of its workflow, its status and its stage, and nothing of the machine', () => {
  const [run] = playTrack(boot(0)).track.runs;
  if (!run) throw new Error('there is no run');
  expect(Object.keys(saveRun(run)).toSorted()).toEqual(
    'acknowledged context deployment findings id provisional round stage startedAtMs status text told workflow'.split(' '),
  );
  expect(saveRun(run)).toMatchObject({ workflow: 'stacki-sles-12', status: 'installing', stage: 'Initrd_RRQ' });
});

it('what an earlier version did not save has its default', () => {
  const [run] = playTrack(boot(0)).track.runs;
  if (!run) throw new Error('there is no run');
  const { told: _told, acknowledged: _by, deployment: _of, findings: _found, round: _round, ...earlier } = saveRun(run);
  expect(restoreRun(earlier, builtInWorkflows)).toMatchObject({
    told: false,
    acknowledged: null,
    deployment: null,
    findings: [],
    round: 1,
  });
});

it('a run whose workflow is gone is not restored', () => {
  const [run] = playTrack(boot(0)).track.runs;
  if (!run) throw new Error('there is no run');
  expect(restoreRun(saveRun(run), new Map())).toBeUndefined();
});

it('a prelude keeps its stages by their names, as far as they are still there', () => {
  const { track } = playTrack(`${install}, ${dhcp(90_000)}`);
  expect(track.prelude.length).toBeGreaterThan(0);
  const saved = copyOf(savePrelude(track.prelude));
  expect(restorePrelude(saved, builtInWorkflows)).toEqual(track.prelude);
  expect(
    restorePrelude(
      saved.map((event) => ({ ...event, stage: 'Gone' })),
      builtInWorkflows,
    ),
  ).toEqual([]);
});
