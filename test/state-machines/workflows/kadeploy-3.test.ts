// Kadeploy's workflow against the list of micro-steps of Grid'5000's page "Advanced Kadeploy", as it stands there.
import { expect, it } from 'vitest';
import { createKadeployConsoleParser } from '../../../server/inputs/kadeploy/console.ts';
import { recognise } from '../../../state-machines/workflow/recognise.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { kadeploy3 } from '../../../state-machines/workflows/kadeploy-3.ts';
import { isUnparsed } from '../../../server/inputs/contract/parser.ts';
import { observationsOf } from '../../server/inputs/real-lines.ts';

const page = `SetDeploymentMiniOSTrusted
-switch_pxe
: Configures the PXE server so that this node will boot on an environment that contains all the required tools to perform the deploymentSetDeploymentMiniOSTrusted
-send_deployment_kernel
: Send the files (kernel and initrd) of the Deployment Mini OSSetDeploymentMiniOSTrusted
-set_default_vlan
: Set the node on the default vlan. If a "--vlan" option was used, the node will be place on the specified vlan on a later step.SetDeploymentMiniOSTrusted
-kexec
: Reboot the environnement using kexecSetDeploymentMiniOSTrusted
-wait_reboot
: Waits for the node to restart.SetDeploymentMiniOSTrusted
-startup_script
: Startup script of the Deployment Mini OS.SetDeploymentMiniOSTrusted
-send_key_in_deploy_env
: Sends kadeploy's user's ssh public key into the node's authorized_keys to ease the following ssh connections,SetDeploymentMiniOSTrusted
-create_partition_table
: Creates the partition tableSetDeploymentMiniOSTrusted
-format_deploy_part
: Format the partition where your environment will be installed.SetDeploymentMiniOSTrusted
-mount_deploy_part
: Mounts the deployment partition in a local directory.SetDeploymentMiniOSTrusted
-format_tmp_part
: Format the partition defined as tmpSetDeploymentMiniOSTrusted
-format_swap_part
: Format the swap partitionBroadcastEnvKascade
-send_environment
: Sends your environments into the node and untar it into the deployment partition.BroadcastEnvKascade
-manage_admin_post_install
: Execute post installation instructions defined by the site admins, in general to adapt to the specificities of the cluster: console baud rate, Infiniband,...BroadcastEnvKascade
-manage_user_post_install
: Execute user defined post installation instructions to automatically configure its node depending on its cluster, site, network capabilities, disk capabilities,...BroadcastEnvKascade
-send_key
: Sends the user public ssh key(s) to the nodeBroadcastEnvKascade
-install_bootloader
: Properly configures the bootloaderBootNewEnvKexec
-switch_pxe
: Configure the PXE server so that this node will boot on the partition where your environment has been installedBootNewEnvKexec
-umount_deploy_part
: Umount the deployment partition from the directory where it has been mounted during the step 7.BootNewEnvKexec
-mount_deploy_part
: ReMount the deployment partitionBootNewEnvKexec
-kexec
: Perform a kexec reboot on the nodeBootNewEnvKexec
-set_vlan
: Properly configure the node's VLAN if the --vlan option was usedBootNewEnvKexec
-wait_reboot
: Wait for the node to be up.`;

/** Implementation and micro-step, in the order of the page. */
const micros = [...page.matchAll(/((?:SetDeploymentMiniOS|BroadcastEnv|BootNewEnv)[A-Z]\w+)\s-(\w+)/g)].map(
  ([, macro = '', micro = '']) => ({ macro, micro }),
);

/** What `kadeploy3 --verbose-level 4` prints of a deployment with these micro-steps. */
const printed = [
  'Launching a deployment of debian11-base:2021092316 on nova-1.lyon.grid5000.fr',
  ...micros.flatMap(({ macro, micro }, i) => [
    ...(macro === micros[i - 1]?.macro ? [] : [`Performing a Deploy[${macro}] step`]),
    `  ${micro}`,
    `   ~ Time in ${micro}: 5s`,
    ...(macro === micros[i + 1]?.macro ? [] : [`End of step Deploy[${macro}] after 60s`]),
  ]),
  'End of deployment for nova-1.lyon.grid5000.fr after 143s',
];

it('has every micro-step of the page as a stage, in its order', () => {
  const workflow = builtInWorkflows.get(kadeploy3.name);
  const parser = createKadeployConsoleParser();
  const seen = printed.flatMap((text, i) => {
    const parsed = parser.parse({ text, source: 'console', number: i + 1, offset: null, receivedAtMs: 0 });
    expect(isUnparsed(parsed)).toBe(false);
    return observationsOf(parsed).map((one) => {
      const recognised = workflow && recognise(workflow, {}, one);
      return typeof recognised === 'object' ? recognised.stage.name : JSON.stringify(one.sight);
    });
  });
  expect(micros).toHaveLength(23);
  expect(seen).toEqual(kadeploy3.stages.map(({ name }) => name).filter((name) => seen.includes(name)));
  expect(seen).toHaveLength(23 + 3 + 1);
});

/** What the page shows of the configured limits, as it stands there: in one line. */
const limits =
  'Kadeploy server configuration: Custom PXE boot method: PXElinux Automata configuration: hercule: SetDeploymentEnv: SetDeploymentEnvUntrusted,1,600 ' +
  'BroadcastEnv: BroadcastEnvKascade,0,1000 BootNewEnv: BootNewEnvKexec,0,180; BootNewEnvHardReboot,0,900 nova: SetDeploymentEnv: ' +
  'SetDeploymentEnvUntrusted,1,600 BroadcastEnv: BroadcastEnvKascade,0,1000 BootNewEnv: BootNewEnvKexec,0,150; BootNewEnvHardReboot,0,600 ...';

it.each([
  ['in one line', limits],
  ['in lines of its own', limits.replaceAll(/ (?=\w+: \w+,|hercule:|nova:|\.\.\.|Custom|Automata)/g, '\n  ')],
])('takes tries and limits from what the page shows of them, %s', (_, text) => {
  const parser = createKadeployConsoleParser();
  const told = `${text}\nLaunching a deployment on nova-1.lyon,hercule-2.lyon\nPerforming a Deploy[BootNewEnvKexec] step\nPerforming a Deploy[BroadcastEnvTree] step`;
  const attempts = told.split('\n').flatMap((line, i) => {
    const parsed = parser.parse({ text: line, source: 'console', number: i + 1, offset: null, receivedAtMs: 0 });
    expect(isUnparsed(parsed), line).toBe(false);
    return observationsOf(parsed).map(({ sight }) => sight.kind === 'event' && sight.attempt);
  });
  expect(attempts).toEqual([
    { implementation: 'BootNewEnvKexec', allowed: 2, limitSeconds: 150 },
    { implementation: 'BootNewEnvKexec', allowed: 2, limitSeconds: 180 },
    // None that is configured.
    { implementation: 'BroadcastEnvTree', allowed: null, limitSeconds: null },
    { implementation: 'BroadcastEnvTree', allowed: null, limitSeconds: null },
  ]);
});
