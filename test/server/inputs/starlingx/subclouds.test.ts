import { describe, expect, it } from 'vitest';
import { subcloudSchema } from '../../../../server/inputs/starlingx/facts.ts';
import { SubcloudChanges, subcloudMemorySchema } from '../../../../server/inputs/starlingx/subclouds.ts';

const minuteMs = 60_000;

/** What is seen of a subcloud whose status is another one each minute. */
function follow(statuses: readonly string[], changes = new SubcloudChanges()) {
  return statuses.flatMap((status, i) => {
    const subcloud = subcloudSchema.parse({ name: 'subcloud-1', 'deploy-status': status, 'error-description': 'the playbook failed' });
    const evidence = { source: 'dcmanager', line: null, offset: null, text: status };
    return changes.take([{ subcloud, evidence }], i * minuteMs).map(({ sight, deployment }) => {
      if (sight.kind !== 'event') return [sight.kind];
      const { name, error, part, text } = sight;
      return [deployment?.slice(-9), name.replace('starlingx/subcloud/', ''), ...(error ? [text] : []), ...(part ? [part] : [])];
    });
  });
}

describe('a subcloud', () => {
  it('that is deployed is followed from status to status, in one run', () => {
    const at = '1:00.000Z';
    expect(follow(['not-deployed', 'pre-install', 'installing', 'installing', 'install-complete', 'pre-bootstrap', 'complete'])).toEqual([
      [at, 'pre-install'],
      [at, 'installing'],
      [at, 'install-complete'],
      [at, 'pre-bootstrap'],
      [at, 'complete'],
    ]);
  });

  it.each([['complete'], ['install-complete'], ['secondary'], ['not-deployed'], ['sw-deploy-in-progress']])(
    'that is %s when it is first seen has no run',
    (status) => {
      expect(follow([status])).toEqual([]);
    },
  );

  it.each([
    ['install-failed', 'installing'],
    ['create-failed', 'creating'],
    ['pre-bootstrap-failed', 'pre-bootstrap'],
    ['config-failed', 'configuring'],
    ['restore-prep-failed', 'pre-restore'],
    ['network-reconfiguration-failed', 'reconfiguring-network'],
    ['brand-new-failed', 'brand-new'],
  ])('that is %s has failed at %s', (status, at) => {
    expect(follow(['complete', status])).toEqual([[expect.any(String), at, `${status}: the playbook failed`, 'install']]);
  });

  it('whose install was aborted is given up', () => {
    expect(follow(['installing', 'install-aborted'])[1]).toEqual([expect.any(String), 'install-aborted', 'abandoned']);
  });

  it('that is installed again after a failure begins a run', () => {
    const [first, , again] = follow(['installing', 'install-failed', 'pre-install']);
    expect(first?.[0]).not.toBe(again?.[0]);
  });

  it('says nothing of its own while a strategy changes its status', () => {
    expect(follow(['complete', 'sw-deploy-in-progress', 'sw-deploy-apply-strategy-failed', 'complete'])).toEqual([]);
  });

  it('goes on after a restart', () => {
    const before = new SubcloudChanges();
    follow(['installing'], before);
    const memory: unknown = JSON.parse(JSON.stringify(before.memory));
    expect(follow(['installing', 'install-complete'], new SubcloudChanges(subcloudMemorySchema.parse(memory)))).toEqual([
      ['0:00.000Z', 'install-complete'],
    ]);
  });
});
