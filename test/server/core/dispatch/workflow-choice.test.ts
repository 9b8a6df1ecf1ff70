import { expect, it } from 'vitest';
import { builtInWorkflows } from '../../../../state-machines/workflow/built-in.ts';
import { WorkflowChoice } from '../../../../server/core/dispatch/workflow-choice.ts';
import { Registry } from '../../../../server/core/registry.ts';
import { rulesOf } from '../../../../server/core/rules.ts';
import { Variants } from '../../../../server/core/variants.ts';
import { declared, mac, observation } from '../changes.ts';

const fetched = (path: string) => observation({ kind: 'http', path, query: '', status: 200 });
const cobbler = fetched('/cblr/svc/op/autoinstall/system/web01');
const create = (more: { variants?: Variants } = {}) => new WorkflowChoice(rulesOf({ workflows: builtInWorkflows, ...more }));

it('of a machine that the inventory declares is the declared one, whatever it asks for', () => {
  const backend = new Registry().declare({ ...declared, workflow: 'rhel' });
  expect(create().of(backend, cobbler)).toMatchObject({ workflow: { name: 'rhel' }, told: false });
});

it('of another one is what its request shows, else the default', () => {
  const backend = new Registry().discover({ mac });
  const choice = create();
  expect(choice.of(backend, cobbler)).toMatchObject({ workflow: { name: 'cobbler' }, told: true });
  expect(choice.of(backend, fetched('/index.html'))).toMatchObject({ workflow: { name: 'stacki-sles-12' }, told: false });
});

it('is as it is for the backend', () => {
  const change = new Map([['DHCPDISCOVER', { limitSeconds: 7 }]]);
  const variants = new Variants([], [{ backends: new Set(['backend-0-0']), change }]);
  const backend = new Registry().declare(declared);
  const limitOf = (choice: WorkflowChoice) => choice.presentOf(backend).stages[0]?.limitSeconds;
  expect(limitOf(create({ variants }))).toBe(7);
  expect(limitOf(create())).not.toBe(7);
});

it('of a machine that is not known yet is what its request shows', () => {
  expect(create().ofUnknown(cobbler).name).toBe('cobbler');
  expect(create().ofUnknown(fetched('/index.html')).name).toBe('stacki-sles-12');
});
