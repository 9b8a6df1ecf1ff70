// Kadeploy 3: its three macro steps, each in one of several implementations, with the micro-steps of all of them in one order. Which of them
// come depends on implementation, image and configuration, so only the macro steps must.
import type { StageFile, WorkflowFile } from '../workflow/workflow.ts';

const bootHint = 'Does it boot from the network? Its console says how far it came: kaconsole3 -m {host}.';
/** Limits are for a try of which nothing else tells one; the samples of its documents, doubled. */
const steps = {
  SetDeploymentEnv: {
    title: 'deployment environment',
    limitSeconds: 1_200,
    hint: 'Did the node reboot, and does it boot the deployment kernel? Do its power control, console and PXE match the configuration of Kadeploy?',
    micros: [
      ['check_nodes', 'nodes checked'],
      ['switch_pxe', 'boot configuration'],
      ['set_vlan', 'VLAN'],
      ['send_deployment_kernel', 'deployment kernel sent'],
      ['set_default_vlan', 'default VLAN'],
      ['sync', 'disks synced'],
      ['kexec', 'kexec'],
      ['reboot', 'reboot'],
      ['wait_reboot', 'deployment environment boots', bootHint],
      ['startup_script', 'startup script'],
      ['send_key_in_deploy_env', 'key in the deployment environment'],
      ['load_drivers', 'drivers'],
      ['manage_admin_pre_install', 'pre-install of the site'],
      ['create_partition_table', 'partition table', 'Is the disk there, and is nothing of it mounted?'],
      ['format_deploy_part', 'deployment partition formatted'],
      ['mount_deploy_part', 'deployment partition mounted'],
      ['format_tmp_part', 'temporary partition formatted'],
      ['format_swap_part', 'swap formatted'],
    ],
  },
  BroadcastEnv: {
    title: 'environment broadcast',
    limitSeconds: 2_000,
    hint: 'How large is the image? One slow node in the chain delays those behind it.',
    micros: [
      ['mount_tmp_part', 'temporary partition mounted'],
      [
        'send_environment',
        'environment sent',
        'Is the image complete, does it fit on the partition, and is the limit of the step long enough?',
      ],
      ['decompress_environment', 'environment unpacked'],
      ['mount_deploy_part', 'deployment partition mounted'],
      ['manage_admin_post_install', 'post-install of the site'],
      [
        'manage_user_post_install',
        'post-install of the environment',
        'The post-install script of the environment: kadeploy3 -d shows its output.',
      ],
      ['check_kernel_files', 'kernel files checked', 'Do kernel and initrd of the environment description exist in its image?'],
      ['send_key', 'key sent'],
      ['install_bootloader', 'boot loader'],
      ['sync', 'disks synced'],
    ],
  },
  BootNewEnv: {
    title: 'new environment',
    limitSeconds: 1_800,
    hint: 'Does the environment boot on this hardware? Some do not boot with kexec: try kadeploy3 --no-kexec.',
    micros: [
      ['switch_pxe', 'boot configuration'],
      ['umount_deploy_part', 'deployment partition unmounted'],
      ['mount_deploy_part', 'deployment partition mounted again'],
      ['kexec', 'kexec'],
      ['reboot_from_deploy_env', 'reboot from the deployment environment'],
      ['reboot', 'hard reboot'],
      ['set_vlan', 'VLAN'],
      ['wait_reboot', 'new environment boots', bootHint],
    ],
  },
} as const;

interface MacroStep {
  title: string;
  hint: string;
  micros: readonly (readonly string[])[];
}

/** A macro step as a stage of its own, then its micro-steps. */
function stagesOf([step, { title, hint: what, micros }]: [string, MacroStep]): StageFile[] {
  const group = step === 'BootNewEnv' ? ('reboot' as const) : ('installer' as const);
  const common = { step, group };
  return [
    { ...common, name: step, title, hint: what, seen: [{ event: `kadeploy3/${step}` }] },
    ...micros.map(([micro = '', words, hint]) => ({
      ...common,
      name: `${step}_${micro}`,
      title: words,
      optional: true,
      seen: [{ event: `kadeploy3/${step}/${micro}` }],
      ...(hint !== undefined && { hint }),
    })),
  ];
}

export const kadeploy3 = {
  name: 'kadeploy-3',
  title: 'Kadeploy 3',
  deployer: 'Kadeploy 3',
  documentsOnly: true,
  recognise: [{ event: 'kadeploy3/*' }],
  steps: Object.entries(steps).map(([name, { title, limitSeconds }]) => ({ name, title, limitSeconds })),
  stages: [
    ...Object.entries(steps).flatMap(stagesOf),
    {
      name: 'Deployed',
      group: 'reboot',
      title: 'deployed',
      role: 'end',
      seen: [{ event: 'kadeploy3/deployed' }],
      hint: 'The last step has to end on every node of its set: which of them does not answer on the ports that Kadeploy checks?',
    },
    {
      name: 'Breakpoint',
      group: 'installer',
      title: 'breakpoint',
      role: 'held',
      seen: [{ event: 'kadeploy3/breakpoint' }],
      hint: 'The deployment was started with --breakpoint and stopped here. After a reboot the node runs the deployment kernel, not the new system.',
    },
  ],
} satisfies WorkflowFile;
