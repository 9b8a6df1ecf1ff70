// Finds the backend of an observation. The observation may discover an unknown machine, move a leased address to another machine, or show that
// two backends are the same machine.
import type { Observation } from '../../../state-machines/vocabulary.ts';
import type { Backend, Registry } from '../registry.ts';
import { beginsInstall } from './begins-install.ts';
import type { Outgoing } from './outgoing.ts';
import type { WorkflowChoice } from './workflow-choice.ts';

export interface OwnersParts {
  registry: Registry;
  /** Whether machines that are not in the inventory are followed too. */
  discovery: boolean;
  choice: WorkflowChoice;
  out: Outgoing;
  /** Called for each observation of a machine that is not followed. */
  onUnknown: (observation: Observation) => void;
}

export class Owners {
  private readonly parts: OwnersParts;

  constructor(parts: OwnersParts) {
    this.parts = parts;
  }

  /** Undefined if the machine is not followed. */
  of(observation: Observation): Backend | undefined {
    const { registry, onUnknown } = this.parts;
    const found = registry.find(observation.who, observation.observedAtMs) ?? this.discover(observation);
    if (!found) onUnknown(observation);
    const owner = this.applyLease(observation, found);
    if (owner && observation.named !== undefined) registry.name(owner, observation.named);
    return owner;
  }

  private discover(observation: Observation): Backend | undefined {
    const { registry, discovery, choice } = this.parts;
    const { sight, who, deployment } = observation;
    // A deployer names its machines. A machine that reports for itself is known by its address only.
    if (deployment !== undefined && (who.host !== undefined || discovery))
      return sight.kind === 'event' ? registry.discover(who) : undefined;
    if (!discovery && !registry.expects(who)) return undefined;
    return beginsInstall(observation, choice) ? registry.discover(who) : undefined;
  }

  private applyLease(observation: Observation, backend: Backend | undefined): Backend | undefined {
    const { lease } = observation;
    if (!lease) return backend;
    const { registry, out } = this.parts;
    const nameless = backend && isNew(backend) ? registry.ownerWithoutMac(lease.ip) : undefined;
    if (backend && nameless && nameless !== backend) return this.merge(nameless, backend, observation);
    // The previous owner is stored without the address, so that the address has one owner after a restart too.
    const before = registry.find({ ip: lease.ip });
    if (before && before !== backend) out.touched.add(before);
    registry.lease({ ...lease, mac: observation.who.mac, atMs: observation.observedAtMs }, backend);
    return backend;
  }

  /** A machine first seen in the middle of its install, by address only, now shows its MAC: merges both backends. */
  private merge(backend: Backend, other: Backend, { observedAtMs: atMs, receivedAtMs, evidence }: Observation): Backend {
    const { registry, out } = this.parts;
    const { prelude } = other.track;
    out.send(other, other.track.close({ atMs, receivedAtMs, evidence }));
    registry.merge(backend, other);
    out.gone(other);
    // What was seen of the MAC before it had this address is the beginning of the run.
    for (const event of prelude) out.send(backend, backend.track.observe(event));
    return backend;
  }
}

/** Discovered, with only provisional runs. */
function isNew({ declared, track }: Backend): boolean {
  return !declared && track.runs.every((run) => run.provisional);
}
