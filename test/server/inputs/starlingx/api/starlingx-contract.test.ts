import { onTestFinished } from 'vitest';
import { sourceSchema } from '../../../../../server/settings/source-settings.ts';
import { createStarlingxSource } from '../../../../../server/inputs/starlingx/api/create-source.ts';
import { StarlingxCloud } from '../../../../deployers/starlingx-cloud.ts';
import { password, StarlingxServer } from '../../../../deployers/starlingx-server.ts';
import { Seen } from '../../../core/seen.ts';
import { receivedAtMs, testSource } from '../../contract/source-contract.ts';

const names = ['subcloud-1', 'subcloud-2', 'subcloud-3'];
const nowMs = (): number => receivedAtMs;

testSource(async () => {
  const cloud = new StarlingxCloud(names, nowMs);
  const server = new StarlingxServer({ cloud, nowMs });
  const url = await server.listen();
  onTestFinished(() => server.close());
  const told = new Seen<null>();
  const troubles = new Seen<string | null>();
  let looked = 0;
  const settings = sourceSchema.parse({ type: 'starlingx', url, keystoneUrl: url, password });
  if (settings.type !== 'starlingx') throw new Error('another kind of source');
  const source = createStarlingxSource({
    ...settings,
    name: 'dcmanager',
    nowMs,
    onTrouble: (trouble) => troubles.add(trouble),
    // It looks again when there is something to see.
    wait: async (_, signal) => {
      const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
      if (!signal.aborted && told.all.length <= looked) await Promise.race([told.next(), stopped]);
      looked = told.all.length;
    },
  });
  const change = (step: () => void): void => {
    // A type that nobody knows has no first state to be told besides.
    if (!cloud.strategy) cloud.create(names, { type: 'brand-new' });
    step();
    told.add(null);
  };
  return {
    source,
    troubles,
    async tell(n) {
      change(() => cloud.enter(`subcloud-${n}`, `state ${n}`));
    },
    async babble() {
      change(() => Object.assign(cloud.steps.at(-1) ?? {}, { cloud: '???' }));
    },
  };
});
