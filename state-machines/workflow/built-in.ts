// The built-in workflows: one line per file of workflows/.
import { parseWorkflow, type Workflow, type WorkflowFile } from './workflow.ts';
import { cobbler } from '../workflows/cobbler.ts';
import { debianPreseed } from '../workflows/debian-preseed.ts';
import { fai } from '../workflows/fai.ts';
import { hostos } from '../workflows/hostos.ts';
import { hostosUpgrade } from '../workflows/hostos-upgrade.ts';
import { kadeploy2 } from '../workflows/kadeploy-2.ts';
import { kadeploy3 } from '../workflows/kadeploy-3.ts';
import { rhel } from '../workflows/rhel.ts';
import { sles15 } from '../workflows/sles-15.ts';
import { stackiRedhat7 } from '../workflows/stacki-redhat-7.ts';
import { stackiSles11 } from '../workflows/stacki-sles-11.ts';
import { stackiSles12 } from '../workflows/stacki-sles-12.ts';
import { starlingxFirmware } from '../workflows/starlingx-firmware.ts';
import { starlingxKubeRootcaUpdate } from '../workflows/starlingx-kube-rootca-update.ts';
import { starlingxKubernetes } from '../workflows/starlingx-kubernetes.ts';
import { starlingxPatch } from '../workflows/starlingx-patch.ts';
import { starlingxPrestage } from '../workflows/starlingx-prestage.ts';
import { starlingxStrategy } from '../workflows/starlingx-strategy.ts';
import { starlingxSubcloud } from '../workflows/starlingx-subcloud.ts';
import { starlingxSwDeploy } from '../workflows/starlingx-sw-deploy.ts';
import { starlingxUpgrade } from '../workflows/starlingx-upgrade.ts';
import { ubuntuAutoinstall } from '../workflows/ubuntu-autoinstall.ts';
import { xcat } from '../workflows/xcat.ts';

/** Base workflows first. If a machine shows signs of several, the last one wins: the deployer says more than the system that is installed. */
const files: readonly WorkflowFile[] = [
  debianPreseed,
  ubuntuAutoinstall,
  rhel,
  sles15,
  stackiSles12,
  stackiSles11,
  stackiRedhat7,
  fai,
  cobbler,
  xcat,
  starlingxStrategy,
  starlingxSwDeploy,
  starlingxPrestage,
  starlingxFirmware,
  starlingxKubernetes,
  starlingxKubeRootcaUpdate,
  starlingxPatch,
  starlingxUpgrade,
  starlingxSubcloud,
  hostos,
  hostosUpgrade,
  kadeploy2,
  kadeploy3,
];

/** The workflow of an undeclared machine, until its requests identify another. */
export const defaultWorkflowName = stackiSles12.name;

export const builtInWorkflows: ReadonlyMap<string, Workflow> = files.reduce((known, file) => {
  const workflow = parseWorkflow(file, known);
  return known.set(workflow.name, workflow);
}, new Map<string, Workflow>());
