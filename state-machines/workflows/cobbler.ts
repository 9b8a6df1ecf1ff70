// A system that Cobbler installs, whatever its system: its boot files and autoinstall file under /cblr/svc/op, the triggers that the installer
// calls before and after, and nopxe, after which the machine boots from its disk.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { diskBoot, networkBoot, ramdisk } from './network-boot.ts';

export const cobbler = {
  name: 'cobbler',
  title: 'Cobbler',
  documentsOnly: true,
  recognise: ['*/cobbler/images/*', { tftpFile: 'grub/system/*' }, { http: '/cblr/svc/op/*' }, { event: 'cobbler/*' }],
  // The limit of `cobbler status`: after 100 minutes it calls an install stalled.
  failAfterSeconds: 6000,
  stages: [
    ...networkBoot.map((stage) =>
      stage.name === 'TFTP_RRQ'
        ? {
            ...stage,
            seen: [...stage.seen, { http: '/cblr/svc/op/ipxe/*' }, { http: '/cblr/svc/op/gpxe/*' }, { tftpFile: 'grub/system/*' }],
            hint: 'Is the system netboot-enabled, and has cobbler sync run since?',
            checks: [{ ask: 'What does Cobbler know about it?', command: 'cobbler system find --ip-address={ip} --netboot-enabled=true' }],
          }
        : stage,
    ),
    ramdisk(600, 'Does the installer reach the server that the profile names? Look at its console.'),
    {
      name: 'Autoinstall_Sent',
      aliases: ['Kickstart_Sent', 'Preseed_Sent', 'Profile_XML_Sent'],
      group: 'profile',
      title: 'autoinstall file',
      limitSeconds: 900,
      seen: [{ http: '/cblr/svc/op/autoinstall/*' }, { http: '/cblr/svc/op/ks/*' }],
      hint: 'Does the template render? cobbler validate-autoinstalls shows where it fails.',
      checks: [
        { ask: 'What would it get?', command: 'curl -s http://localhost/cblr/svc/op/autoinstall/system/{host} | head -30' },
        { ask: 'Is it valid?', command: 'cobbler validate-autoinstalls' },
      ],
    },
    {
      name: 'Pre_Trigger',
      group: 'installer',
      title: 'pre trigger',
      optional: true,
      limitSeconds: 900,
      seen: [{ http: '/cblr/svc/op/trig/mode/pre/*' }, { event: 'cobbler/start' }],
      hint: 'Does the template contain the snippet autoinstall_start, and is run_install_triggers on?',
    },
    { name: 'SSH_Open', group: 'installer', title: 'ssh of the installer', optional: true },
    {
      name: 'Packages_Started',
      group: 'installer',
      title: 'first package',
      optional: true,
      role: 'inside',
      limitSeconds: 3600,
      seen: [{ http: '*.rpm' }, { http: '*.deb' }],
      hint: 'Did it stop at its disks or with a question? Its logs are under /var/log/cobbler/anamon when anamon is on.',
    },
    {
      name: 'Post_Trigger',
      group: 'reboot',
      title: 'post trigger',
      limitSeconds: 900,
      seen: [{ http: '/cblr/svc/op/trig/mode/post/*' }, { event: 'cobbler/stop' }],
      hint: 'Does the template contain the snippet autoinstall_done, and is run_install_triggers on? Do packages still install?',
      checks: [
        { ask: 'What has Cobbler received?', command: 'grep {ip} /var/log/cobbler/install.log | tail -4' },
        { ask: 'How far has it got?', command: 'tail -20 /var/log/cobbler/anamon/{host}/anaconda.log' },
      ],
    },
    {
      name: 'Nopxe_Set',
      group: 'reboot',
      title: 'boots from disk next',
      optional: true,
      limitSeconds: 900,
      role: 'handover',
      seen: [{ http: '/cblr/svc/op/nopxe/*' }],
      hint: 'Is pxe_just_once on? Without it a machine that boots from the network first installs again and again.',
    },
    ...diskBoot(900).map((stage) =>
      stage.name === 'Reboot_Okay' ? { ...stage, seen: [...stage.seen, { http: '/cblr/svc/op/trig/mode/firstboot/*' }] } : stage,
    ),
  ],
} satisfies WorkflowFile;
