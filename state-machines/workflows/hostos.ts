// A fresh install of IBM HostOS: release bundles in a fixed order, and the deploy_stage that a node keeps in /etc/genesis/deploy_stage. Each
// value of it is set by one bundle; whoever reads only one of the two files follows the node all the same. The documents give no times: a bundle
// may be deployed to a whole mzone before the next one begins, so the limits are those of half a shift and of a day.
import type { WorkflowFile } from '../workflow/workflow.ts';

const limitSeconds = 14_400;
const postInstall = 'It is deployed after nextgen-os-sw has set deploy_stage to post-install, with the same tag as the config release.';
const packages =
  'Package installations fail when packages were removed or upgraded by hand and no longer satisfy a dependency: dpkg --audit and apt-get check on the node.';

export const hostos = {
  name: 'hostos',
  title: 'IBM HostOS, fresh install',
  deployer: 'HostOS',
  documentsOnly: true,
  recognise: [{ event: 'hostos/*' }],
  failAfterSeconds: 86_400,
  rules: [
    {
      name: 'bundle-order',
      rule: 'order',
      text: 'A fresh install deploys every bundle, in their order',
      remedy:
        'Deploy the omitted bundle, then those after it again: boot, config, base-os-sw, base-net-sw, nextgen-os-sw, post-config, kernel-patch. Skipping any bundle fails the overall deployment.',
    },
  ],
  stages: [
    {
      name: 'Boot_Release',
      aliases: ['hostos_boot_release'],
      group: 'tftp',
      title: 'boot release',
      limitSeconds,
      seen: [{ event: 'hostos*/boot', phase: 'finish' }],
      hint: 'Is the BMC of the machine reachable? Are its node and addresses correct in the platform inventory of its mzone?',
      checks: [{ ask: 'What does the BMC report?', command: 'ipmitool -I lanplus -H <bmc> -U <user> chassis status' }],
    },
    deployStage('Pre_Config', 'pre-config', 'tftp'),
    {
      name: 'Config_Release',
      aliases: ['hostos_config_release'],
      group: 'profile',
      title: 'config release',
      limitSeconds,
      seen: [{ event: 'hostos*/config', phase: 'finish' }],
      hint: 'Is the vault access token valid? Do NODE_TYPES in /etc/genesis/network.conf and the MAC addresses agree with the platform inventory?',
      checks: [{ ask: 'What does the node report?', command: 'ssh {host} tail -50 /var/log/deployment_history.log' }],
    },
    deployStage('Pre_Install', 'pre-install', 'profile'),
    { ...software('Base_OS_SW', 'base-os-sw'), aliases: ['hostos_base_os_sw_release'], hint: packages },
    { ...software('Base_Net_SW', 'base-net-sw'), aliases: ['hostos_base_net_sw_release'], hint: packages },
    { ...software('Nextgen_OS_SW', 'nextgen-os-sw'), aliases: ['hostos_nextgen_os_sw_release'], hint: packages },
    deployStage('Post_Install', 'post-install', 'installer'),
    {
      name: 'Post_Config_Release',
      aliases: ['hostos_post_config_release'],
      group: 'reboot',
      title: 'post-config release',
      limitSeconds,
      seen: [{ event: 'hostos*/post-config', phase: 'finish' }],
      hint: postInstall,
    },
    deployStage('Post_Config', 'post-config', 'reboot'),
    {
      name: 'Kernel_Patch',
      aliases: ['hostos_kernel_patch_release'],
      group: 'reboot',
      title: 'kernel patch release',
      limitSeconds,
      seen: [{ event: 'hostos*/kernel-patch', phase: 'finish' }],
      hint: 'Device or resource busy: see the internal runbook kernel_patch_failure.',
    },
    {
      name: 'All_Deployed',
      group: 'reboot',
      title: 'all bundles',
      role: 'end',
      seen: [{ event: 'hostos*/all-deployed' }],
      hint: 'A failed bundle skips those after it. Which was the last to be deployed?',
    },
  ],
} satisfies WorkflowFile;

/** The node's own word for how far it is. Not everybody collects the file. */
function deployStage(name: string, value: string, group: 'tftp' | 'profile' | 'installer' | 'reboot') {
  return {
    name,
    aliases: [value.replace('-', '_')],
    group,
    title: `deploy_stage ${value}`,
    optional: true,
    seen: [{ event: `hostos*/deploy_stage=${value}` }],
  };
}

function software(name: string, bundle: string) {
  return {
    name,
    group: 'installer' as const,
    title: bundle,
    limitSeconds,
    seen: [{ event: `hostos*/${bundle}`, phase: 'finish' as const }],
  };
}
