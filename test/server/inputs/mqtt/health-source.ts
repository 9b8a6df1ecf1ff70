// A reader of health messages for tests: its troubles are kept, and it is stopped when the test is over.
import { onTestFinished } from 'vitest';
import { MqttSource, type MqttSourceOptions } from '../../../../server/inputs/mqtt/mqtt-source.ts';
import { Seen } from '../../core/seen.ts';
import { receivedAtMs } from '../contract/source-contract.ts';

export function createHealthSource(url: string, more: Partial<MqttSourceOptions> = {}) {
  const troubles = new Seen<string | null>();
  const source = new MqttSource({
    name: 'health',
    url,
    topic: 'health',
    login: {},
    clientId: 'install-checklist-test',
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    drainMs: 0,
    ...more,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
}
