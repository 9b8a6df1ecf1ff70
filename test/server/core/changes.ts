// Backends, observations and changes as tests need them.
import type { Observation, Transition } from '../../../state-machines/vocabulary.ts';
import { Registry, type Backend, type DeclaredBackend } from '../../../server/core/registry.ts';
import type { NumberedTransition } from '../../../server/core/change.ts';

export const startMs = Date.UTC(2026, 10, 21, 1, 5, 17);
export const mac = '52:54:00:aa:00:10';
export const ip = '10.1.1.101';

export const declared: DeclaredBackend = {
  host: 'backend-0-0',
  interfaces: [{ mac, ip }],
  workflow: 'stacki-sles-12',
  files: { installKernel: 'vmlinuz', installRamdisk: 'initrd', osKernel: 'chain.c32' },
};

export function declaredBackend(): Backend {
  return new Registry().declare(declared);
}

export function observation(sight: Observation['sight'], more: Partial<Observation> = {}): Observation {
  return {
    sight,
    who: { mac },
    observedAtMs: startMs,
    receivedAtMs: startMs + 500,
    evidence: { source: 'messages', line: 1, offset: 0, text: 'a line' },
    ...more,
  };
}

export function change(transition: Partial<Transition> = {}, seq = 1, backend = declaredBackend()): NumberedTransition {
  return {
    type: 'transition',
    seq,
    backend,
    transition: {
      kind: 'reached',
      runId: 'backend-0-0@20261121T010517Z',
      stage: 'DHCPDISCOVER',
      success: true,
      message: null,
      status: 'installing',
      statusBefore: 'idle',
      observedAtMs: startMs,
      receivedAtMs: startMs + 500,
      evidence: { source: 'messages', line: 21, offset: 1_000, text: 'a line' },
      author: null,
      ...transition,
    },
  };
}
