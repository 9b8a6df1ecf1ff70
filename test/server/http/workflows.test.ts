import { describe, expect, it } from 'vitest';
import { typicalTimesSchema } from '../../../state-machines/statistics/typical.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import { startMs } from '../core/changes.ts';
import { serveTwoBackends } from './two-backends.ts';

const api = serveTwoBackends();
const sles = async () => {
  const { workflows } = (await api.get('/api/v1/workflows')).json();
  return workflows.find((one: { name: string }) => one.name === 'stacki-sles-12');
};

describe('the workflows in force', () => {
  it('come whole, with their stages in order', async () => {
    const { index: _index, ...workflow } = api.service.monitor.workflows.get('stacki-sles-12') as Workflow;
    const { typical, ...told } = await sles();
    expect(told).toEqual(JSON.parse(JSON.stringify(workflow)));
    expect(typicalTimesSchema.parse(typical)).toEqual({ runs: 0, install: null, stages: [] });
  });

  it('with how long their installs took', async () => {
    await api.service.see({ kind: 'tftp', file: 'vmlinuz', error: null }, { observedAtMs: startMs + 20_000 });
    await api.service.see({ kind: 'report', stage: 'Reboot_Okay', error: false, message: null }, { observedAtMs: startMs + 80_000 });
    const { typical } = await sles();
    expect(typical).toMatchObject({ runs: 1, install: { count: 1, median: 80, p95: 80 } });
    expect(typical.stages.at(-2)).toEqual({ stage: 'VMLinuz_RRQ_Install', count: 1, median: 19, p95: 19, toEnd: 60 });
  });
});
