import { expect, it } from 'vitest';
import { readStatus } from '../../../../server/inputs/kadeploy/status.ts';

it('of each node its cluster, and for how long it has been at its present micro-step', () => {
  const known = readStatus({
    nova: {
      SetDeploymentEnvUntrusted: {
        OK: ['nova-1'],
        KO: ['nova-2'],
        switch_pxe: { nodes: { OK: ['nova-3'], KO: [], '**': ['nova-4'] }, time: 12.5 },
      },
      KO: ['nova-5'],
    },
    hercule: { BroadcastEnvKascade: { send_environment: { nodes: { '**': ['hercule-1'] }, time: null } } },
  });
  expect(Object.fromEntries(known)).toEqual({
    'nova-1': { cluster: 'nova', seconds: 0 },
    'nova-2': { cluster: 'nova', seconds: 0 },
    'nova-3': { cluster: 'nova', seconds: 0 },
    'nova-4': { cluster: 'nova', seconds: 12.5 },
    'nova-5': { cluster: 'nova', seconds: 0 },
    'hercule-1': { cluster: 'hercule', seconds: 0 },
  });
});

it('where a node is now goes before where it was', () => {
  const known = readStatus({ nova: { A: { x: { nodes: { '**': ['nova-1'] }, time: 3 } }, B: { OK: ['nova-1'] } } });
  expect(known.get('nova-1')).toEqual({ cluster: 'nova', seconds: 3 });
});

it('nothing of a deployment that has not begun', () => {
  expect(readStatus({}).size).toBe(0);
});
