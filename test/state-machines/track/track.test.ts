import { describe, expect, it } from 'vitest';
import { boot, bootSeen, dhcp, dhcpSeen, files, images, playOn, playTrack, type PlayOptions, zeroMs } from './play-track.ts';

interface Row extends PlayOptions {
  what: string;
  steps: string;
  runs: string[];
  /** What the last step made of them; left out: not looked at. */
  last?: string[];
}

const nameOf = ({ what, steps }: Row): string => `${what}: … ${steps.split(', ').slice(-4).join(', ')}`;

const install = `${boot(0)}, ${images(30)}, Profile_XML_Sent 31, Set_DB_Partitions 40, Set_Bootaction_OS 44`;
const installSeen = `${bootSeen(0)}, ${images(30)}, Profile_XML_Sent 31, Set_DB_Partitions 40, Set_Bootaction_OS 44`;
const end = 'Rebooting_HDD 70, Reboot_Okay 90';

const tables: Record<string, readonly Row[]> = {
  'an install': [
    { what: 'goes through', steps: `${install}, ${end}`, runs: [`installed from 0, over 90: ${installSeen}, ${end}`] },
    {
      what: 'skips what its logs do not show',
      steps: `DHCPDISCOVER 0, ${files(10)}, Profile_XML_Sent 30, Reboot_Okay 90`,
      runs: [`installed from 0, over 90: DHCPDISCOVER 0, ${files(10)}, Profile_XML_Sent 30, Reboot_Okay 90`],
    },
    {
      what: 'has setPxeboot before setDbPartitions, as SLES does it',
      steps: `${boot(0)}, Set_Bootaction_OS 40, Set_DB_Partitions 44, Rebooting_HDD 245`,
      runs: [`installing from 0: ${bootSeen(0)}, Set_DB_Partitions 44, Set_Bootaction_OS 40, Rebooting_HDD 245`],
      last: ['reached Rebooting_HDD, installing'],
    },
    {
      what: 'has setDbPartitions while the boot from disk is late: late still',
      steps: `${boot(0)}, Set_Bootaction_OS 40, Set_DB_Partitions 251`,
      runs: [`late from 0: ${bootSeen(0)}, Set_DB_Partitions 251, Set_Bootaction_OS 40, Rebooting_HDD late 250`],
      last: ['late Rebooting_HDD, late', 'reached Set_DB_Partitions, late'],
    },
    {
      what: 'of UEFI never shows chain.c32, and ends all the same',
      steps: `DHCPDISCOVER 0, DHCPOFFER 0, DHCPREQUEST 4, DHCPACK 4, (boot-loader) 4, (boot-loader) 4, TFTP_RRQ 6, VMLinuz_RRQ_Install 6, Initrd_RRQ 9, Set_Bootaction_OS 40, DHCPDISCOVER 60, DHCPACK 64, (boot-loader) 64, TFTP_RRQ 66, Reboot_Okay 80`,
      runs: [
        'installed from 0, over 80: DHCPDISCOVER 0, DHCPOFFER 0, DHCPREQUEST 4, DHCPACK 4, TFTP_RRQ 6, VMLinuz_RRQ_Install 6, Initrd_RRQ 9, Set_Bootaction_OS 40, Reboot_Okay 80',
      ],
    },
    {
      what: 'of Red Hat goes without the images',
      workflow: 'stacki-redhat-7',
      steps: `${boot(0)}, Profile_XML_Sent 31, Set_DB_Partitions 1600, Set_Bootaction_OS 1700, Reboot_Okay 1900`,
      runs: [
        `installed from 0, over 1900: ${bootSeen(0)}, Profile_XML_Sent 31, Set_DB_Partitions 1600, Set_Bootaction_OS 1700, Reboot_Okay 1900`,
      ],
    },
  ],

  repeats: [
    {
      what: 'PXE ROM and kernel both ask for an address',
      steps: `${boot(0)}, ${dhcp(24)}, Config_Sent 30`,
      runs: [`installing from 0: ${bootSeen(0)}, Config_Sent 30`],
      last: ['reached Config_Sent, installing'],
    },
    {
      what: 'a chatty server answers twice',
      steps: 'DHCPDISCOVER 0, DHCPOFFER 0, DHCPOFFER 0, DHCPREQUEST 1, DHCPREQUEST 1, DHCPACK 1, DHCPACK 1',
      runs: ['installing from 0: DHCPDISCOVER 0, DHCPOFFER 0, DHCPREQUEST 1, DHCPACK 1'],
      last: ['repeated DHCPACK, installing'],
    },
    {
      what: 'a kernel that is asked for again within seconds is the same boot',
      steps: `${dhcp(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, VMLinuz_RRQ_Install 17, VMLinuz_RRQ_Install 20, Initrd_RRQ 24`,
      runs: [`installing from 0: ${dhcpSeen(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, Initrd_RRQ 24`],
    },
    {
      what: 'boot configuration and kernel asked for again within seconds are the same boot',
      steps: `${dhcp(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, TFTP_RRQ 20, VMLinuz_RRQ_Install 20, Initrd_RRQ 24`,
      runs: [`installing from 0: ${dhcpSeen(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, Initrd_RRQ 24`],
    },
    {
      what: 'a kernel that is asked for again after a while, with nothing between, is still the same boot',
      steps: `${boot(0)}, VMLinuz_RRQ_Install 70`,
      runs: [`installing from 0: ${bootSeen(0)}`],
      last: ['repeated VMLinuz_RRQ_Install, installing'],
    },
    {
      what: 'a stage again does not set its limit anew',
      steps: `${boot(0)}, Config_Sent 30, Config_Sent 60, Config_Sent 109, (time) 111`,
      runs: [`late from 0: ${bootSeen(0)}, Config_Sent 30, Common_Sent late 110`],
      last: ['late Common_Sent, late'],
    },
  ],

  'log order': [
    {
      what: 'kernel behind its ramdisk',
      steps: 'TFTP_RRQ 16, Initrd_RRQ 20, VMLinuz_RRQ_Install 16',
      runs: ['installing from 16: TFTP_RRQ 16, VMLinuz_RRQ_Install 16, Initrd_RRQ 20'],
    },
    {
      what: 'kernel behind the requests of its own installer',
      steps: `${dhcp(0)}, Config_Sent 30, Initrd_RRQ 20, VMLinuz_RRQ_Install 16`,
      runs: [`installing from 0: ${dhcpSeen(0)}, VMLinuz_RRQ_Install 16, Initrd_RRQ 20, Config_Sent 30`],
    },
    {
      what: 'the last of DHCP behind the kernel',
      steps: 'DHCPDISCOVER 0, DHCPOFFER 0, VMLinuz_RRQ_Install 6, DHCPREQUEST 4, DHCPACK 4, TFTP_RRQ 6',
      runs: ['installing from 0: DHCPDISCOVER 0, DHCPOFFER 0, DHCPREQUEST 4, DHCPACK 4, TFTP_RRQ 6, VMLinuz_RRQ_Install 6'],
    },
    {
      what: 'a log that is read long after another tells how the run began',
      steps: `${images(30)}, Profile_XML_Sent 31, ${boot(0)}, Set_DB_Partitions 40`,
      runs: [`installing from 0: ${bootSeen(0)}, ${images(30)}, Profile_XML_Sent 31, Set_DB_Partitions 40`],
    },
    {
      what: 'a log that is read when the run is over tells how it began, and what it had been through',
      steps: `${images(30)}, Profile_XML_Sent 31, Reboot_Okay 90, ${boot(0)}, Rebooting_HDD 70, ${dhcp(80)}`,
      runs: [`installed from 0, over 90: ${bootSeen(0)}, ${images(30)}, Profile_XML_Sent 31, Rebooting_HDD 70, Reboot_Okay 90`],
    },
    {
      what: 'of two runs that are over, each gets its own, and a boot from disk between them is of neither',
      steps: `${images(30)}, Reboot_Okay 90, ${images(330)}, Reboot_Okay 390, ${boot(0)}, ${dhcp(150)}, Rebooting_HDD 166, ${dhcp(180)}, ${boot(300)}`,
      runs: [
        `installed from 0, over 90: ${bootSeen(0)}, ${images(30)}, Reboot_Okay 90`,
        `installed from 300, over 390: ${bootSeen(300)}, ${images(330)}, Reboot_Okay 390`,
      ],
    },
    {
      what: 'a boot from disk before it is no part of it, when the run is over',
      steps: `${images(330)}, Reboot_Okay 390, ${dhcp(150)}, Rebooting_HDD 166, ${files(300)}`,
      runs: [`installed from 300, over 390: ${files(300)}, ${images(330)}, Reboot_Okay 390`],
    },
    {
      what: 'an error that is read when the run is over mends and breaks nothing',
      steps: `${boot(0)}, Reboot_Okay 90, Profile_XML_Sent! 31`,
      runs: [`installed from 0, over 90: ${bootSeen(0)}, Reboot_Okay 90`],
      last: [],
    },
    {
      what: 'a transfer of the run before, which is stamped with its start and written at its end, is of that run',
      steps: `${boot(0)}, Config_Sent 30, ${boot(100)}, Common_Sent 31`,
      runs: [`abandoned from 0, over 116: ${bootSeen(0)}, Config_Sent 30, Common_Sent late 110`, `installing from 100: ${bootSeen(100)}`],
      last: [],
    },
    {
      what: 'a line of long before the run does nothing',
      steps: `${boot(0)}, Profile_XML_Sent! -30`,
      runs: [`installing from 0: ${bootSeen(0)}`],
      last: [],
    },
  ],

  errors: [
    {
      what: 'a refused address, then one that is given',
      steps: 'DHCPDISCOVER 0, DHCPREQUEST 1, DHCPNACK 1, DHCPDISCOVER 2, DHCPOFFER 2, DHCPREQUEST 3, DHCPACK 3',
      runs: ['installing from 0: DHCPDISCOVER 0, DHCPOFFER 2, DHCPREQUEST 1, DHCPACK 3, DHCPNACK! 1'],
      last: ['reached DHCPACK, installing'],
    },
    {
      what: 'a refused address stays failed by an offer alone',
      steps: 'DHCPDISCOVER 0, DHCPREQUEST 1, DHCPNACK 1, DHCPDISCOVER 2, DHCPOFFER 2',
      runs: ['failed from 0: DHCPDISCOVER 0, DHCPOFFER 2, DHCPREQUEST 1, DHCPNACK! 1'],
      last: ['reached DHCPOFFER, failed'],
    },
    {
      what: 'an address that is declined again and again',
      steps: `${dhcp(0)}, DHCPDECLINE 4, ${dhcp(24)}, DHCPDECLINE 28, ${dhcp(48)}, DHCPDECLINE 52, (time) 200`,
      runs: [`failed from 0: ${dhcpSeen(0)}, DHCPDECLINE! 4`],
    },
    {
      what: 'a profile that fails three times',
      steps: `${boot(0)}, ${images(30)}, Profile_XML_Sent! 31, Profile_XML_Sent! 35, Profile_XML_Sent! 39, (time) 900`,
      runs: [`failed from 0: ${bootSeen(0)}, ${images(30)}, Profile_XML_Sent! 31`],
    },
    {
      what: 'a failed one that comes online without having handed over runs the system of before',
      steps: `${boot(0)}, ${images(30)}, Profile_XML_Sent! 31, Rebooting_HDD 300, Reboot_Okay 330`,
      runs: [`failed from 0, over 330: ${bootSeen(0)}, ${images(30)}, Profile_XML_Sent! 31, Rebooting_HDD 300, Reboot_Okay 330`],
    },
    {
      what: 'a profile that comes at last, with its time from there',
      steps: `${boot(0)}, ${images(30)}, Profile_XML_Sent! 31, Profile_XML_Sent! 35, Profile_XML_Sent! 39, Profile_XML_Sent 500, (time) 640`,
      runs: [`installing from 0: ${bootSeen(0)}, ${images(30)}, Profile_XML_Sent 31`],
      last: [],
    },
    {
      what: 'a profile that was sent, fails, and is sent again: the clock starts with the last',
      steps: `${boot(0)}, Profile_XML_Sent 31, Profile_XML_Sent! 40, Profile_XML_Sent 300, (time) 440, (time) 441`,
      runs: [`late from 0: ${bootSeen(0)}, Profile_XML_Sent 31, SSH_Open late 440`],
      last: ['late SSH_Open, late'],
    },
    {
      what: 'a later stage heals too',
      steps: `${boot(0)}, Profile_XML_Sent! 31, Partition_XML_Present 50`,
      runs: [`installing from 0: ${bootSeen(0)}, Profile_XML_Sent! 31, Partition_XML_Present 50`],
      last: ['reached Partition_XML_Present, installing'],
    },
    {
      what: 'an earlier stage heals nothing',
      steps: `${boot(0)}, Profile_XML_Sent! 31, SLES_Img_Sent 32`,
      runs: [`failed from 0: ${bootSeen(0)}, SLES_Img_Sent 32, Profile_XML_Sent! 31`],
      last: ['reached SLES_Img_Sent, failed'],
    },
    {
      what: 'a new address after a NAK makes no profile appear',
      steps: `${boot(0)}, Profile_XML_Sent! 31, DHCPNACK 60, DHCPREQUEST 61, DHCPACK 61`,
      runs: [`failed from 0: ${bootSeen(0).replace(', TFTP', ', DHCPNACK! 60, TFTP')}, Profile_XML_Sent! 31`],
      last: ['repeated DHCPACK, failed'],
    },
    {
      what: 'a NAK to the installer itself, healed by its next address',
      steps: `VMLinuz_RRQ_Install 16, Initrd_RRQ 20, DHCPNACK 24, DHCPACK 26, Config_Sent 30`,
      runs: ['installing from 16: DHCPACK 26, DHCPNACK! 24, VMLinuz_RRQ_Install 16, Initrd_RRQ 20, Config_Sent 30'],
    },
    {
      what: 'an unwell heartbeat, then a good one',
      steps: `${install}, Rebooting_HDD 70, Reboot_Okay! 80, Reboot_Okay 90`,
      runs: [`installed from 0, over 90: ${installSeen}, Rebooting_HDD 70, Reboot_Okay 80`],
      last: ['reached Reboot_Okay, installed'],
    },
    {
      what: 'the end of a run that failed stays failed when the machine is booted anew',
      steps: `${boot(0)}, Profile_XML_Sent! 31, ${boot(100)}`,
      runs: [`failed from 0, over 116: ${bootSeen(0)}, Profile_XML_Sent! 31`, `installing from 100: ${bootSeen(100)}`],
    },
  ],

  limits: [
    {
      what: 'DHCP only, declared: late 40 s after its DHCPACK',
      steps: `${dhcp(0)}, (time) 43, (time) 44`,
      runs: [`late from 0: ${dhcpSeen(0)}, TFTP_RRQ late 43`],
      last: ['late TFTP_RRQ, late'],
    },
    { what: 'on the limit it is not late yet', steps: `${dhcp(0)}, (time) 43`, runs: [`installing from 0: ${dhcpSeen(0)}`], last: [] },
    {
      what: 'late, and late healed',
      steps: `${boot(0)}, (time) 300, Config_Sent 400`,
      runs: [`installing from 0: ${bootSeen(0)}, Config_Sent 400`],
      last: ['reached Config_Sent, installing'],
    },
    {
      what: 'late, and healed by a stage further on: the late one was skipped',
      steps: `${boot(0)}, (time) 300, Profile_XML_Sent 400`,
      runs: [`installing from 0: ${bootSeen(0)}, Profile_XML_Sent 400`],
    },
    {
      what: 'a kernel that takes minutes is one boot: the ramdisk was late, and not seen before',
      steps: `${dhcp(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, (time) 300, Initrd_RRQ 400`,
      runs: [`installing from 0: ${dhcpSeen(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, Initrd_RRQ 400`],
      last: ['reached Initrd_RRQ, installing'],
    },
    {
      what: 'a ramdisk that was given up and comes all the same is of the same boot',
      workflow: 'rhel',
      steps: `${dhcp(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, (time) 9000, Initrd_RRQ 9400`,
      runs: [`installing from 0: ${dhcpSeen(0)}, TFTP_RRQ 16, VMLinuz_RRQ_Install 16, Initrd_RRQ 9400`],
      last: ['reached Initrd_RRQ, installing'],
    },
    {
      what: 'late is told once',
      steps: `${boot(0)}, (time) 91, (time) 92, (time) 5000`,
      runs: [`late from 0: ${bootSeen(0)}, Config_Sent late 90`],
      last: [],
    },
    {
      what: 'a stage that came in time is never late',
      steps: `${boot(0)}, Config_Sent 90, (time) 100`,
      runs: [`installing from 0: ${bootSeen(0)}, Config_Sent 90`],
      last: [],
    },
    {
      what: 'an optional stage without a limit leaves the clock running',
      workflow: 'stacki-redhat-7',
      steps: `${boot(0)}, Profile_XML_Sent 31, SSH_Open 700, Ludicrous_Started 1600, (time) 1632`,
      runs: [`late from 0: ${bootSeen(0)}, Profile_XML_Sent 31, SSH_Open 700, Ludicrous_Started 1600, Set_DB_Partitions late 1631`],
      last: ['late Set_DB_Partitions, late'],
    },
    {
      what: 'an optional stage on the way does not heal what is late behind it',
      workflow: 'stacki-redhat-7',
      steps: `${boot(0)}, Profile_XML_Sent 31, SSH_Open 1700, (time) 9000`,
      runs: [`late from 0: ${bootSeen(0)}, Profile_XML_Sent 31, SSH_Open 1700, Set_DB_Partitions late 1631`],
      last: [],
    },
    {
      what: 'an optional stage after a pause starts the clock that the pause had stopped',
      workflow: 'stacki-redhat-7',
      steps: `${boot(0)}, Profile_XML_Sent 31, Install_Wait 40, SSH_Open 5000, (time) 6601`,
      runs: [`late from 0: ${bootSeen(0)}, Profile_XML_Sent 31, SSH_Open 5000, Set_DB_Partitions late 6600, Install_Wait 40`],
    },
    {
      what: 'a failed run is not late besides',
      steps: `${boot(0)}, Config_Sent! 30, (time) 5000`,
      runs: [`failed from 0: ${bootSeen(0)}, Config_Sent! 30`],
      last: [],
    },
  ],

  'waiting and stalled': [
    {
      what: 'Install_Wait stops the clock',
      steps: `${boot(0)}, Profile_XML_Sent 31, Install_Wait 40, Install_Wait 55, (time) 90000`,
      runs: [`waiting from 0: ${bootSeen(0)}, Profile_XML_Sent 31, Install_Wait 40`],
      last: [],
    },
    {
      what: 'the next stage starts it again',
      steps: `${boot(0)}, Profile_XML_Sent 31, Install_Wait 40, SSH_Open 5000, (time) 5151`,
      runs: [`late from 0: ${bootSeen(0)}, Profile_XML_Sent 31, SSH_Open 5000, AUTOINST_Present late 5150, Install_Wait 40`],
    },
    {
      what: 'a late machine that is put on hold is late no more',
      steps: `${boot(0)}, (time) 91, Install_Wait 100`,
      runs: [`waiting from 0: ${bootSeen(0)}, Config_Sent late 90, Install_Wait 100`],
      last: ['waiting Install_Wait, waiting'],
    },
    {
      what: 'a repeated stage does not end the wait',
      steps: `${boot(0)}, Config_Sent 30, Install_Wait 40, Config_Sent 50`,
      runs: [`waiting from 0: ${bootSeen(0)}, Config_Sent 30, Install_Wait 40`],
      last: ['repeated Config_Sent, waiting'],
    },
    {
      what: 'a stall, then progress',
      steps: `${boot(0)}, Profile_XML_Sent 31, Installation_Stalled 200, SSH_Open 300`,
      runs: [`installing from 0: ${bootSeen(0)}, Profile_XML_Sent 31, SSH_Open 300, Installation_Stalled 200`],
      last: ['reached SSH_Open, installing'],
    },
    {
      what: 'a stall without progress is not late besides',
      steps: `${boot(0)}, Profile_XML_Sent 31, Installation_Stalled 60, (time) 5000`,
      runs: [`stalled from 0: ${bootSeen(0)}, Profile_XML_Sent 31, Installation_Stalled 60`],
      last: [],
    },
    {
      what: 'a stall that is flagged as an error is a stall',
      steps: `${boot(0)}, Installation_Stalled! 60`,
      runs: [`stalled from 0: ${bootSeen(0)}, Installation_Stalled! 60`],
      last: ['stalled Installation_Stalled, stalled'],
    },
  ],

  'the end': [
    {
      what: 'heartbeats go on',
      steps: `${install}, ${end}, Reboot_Okay 150, Reboot_Okay! 210`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`],
      last: [],
    },
    {
      what: 'Install_Hash comes after it',
      steps: `${install}, ${end}, Install_Hash 95`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}, Install_Hash 95`],
      last: ['reached Install_Hash, installed'],
    },
    {
      what: 'limits are over',
      steps: `${install}, ${end}, (time) 90000`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`],
      last: [],
    },
    ...['Install_Wait 100', 'Installation_Stalled 100', 'Config_Sent 100', 'Profile_XML_Sent! 100', '"install profile" 100'].map(
      (step) => ({
        what: 'nothing else counts',
        steps: `${install}, ${end}, ${step}`,
        runs: [`installed from 0, over 90: ${installSeen}, ${end}`],
        last: [],
      }),
    ),
  ],

  'a new run': [
    {
      what: 'of a machine that had finished',
      steps: `${install}, ${end}, ${dhcp(1000)}, (boot-loader) 1016, ${files(1016)}`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`, `installing from 1000: ${bootSeen(1000)}`],
      last: ['reached Initrd_RRQ, installing'],
    },
    {
      what: 'of a machine that stands anywhere: killed after its ramdisk',
      steps: `${boot(0)}, ${boot(60)}`,
      runs: [`abandoned from 0, over 76: ${bootSeen(0)}`, `installing from 60: ${bootSeen(60)}`],
    },
    {
      what: 'of a machine that was late',
      steps: `${boot(0)}, ${boot(600)}`,
      runs: [`abandoned from 0, over 616: ${bootSeen(0)}, Config_Sent late 90`, `installing from 600: ${bootSeen(600)}`],
    },
    {
      what: 'of a machine in its profile phase',
      steps: `${boot(0)}, ${images(30)}, ${boot(50)}`,
      runs: [`abandoned from 0, over 66: ${bootSeen(0)}, ${images(30)}`, `installing from 50: ${bootSeen(50)}`],
    },
    {
      what: 'of a re-install loop',
      steps: `${install}, ${boot(50)}, Set_Bootaction_OS 80, ${boot(90)}`,
      runs: [
        `abandoned from 0, over 66: ${installSeen}`,
        `abandoned from 50, over 106: ${bootSeen(50)}, Set_Bootaction_OS 80`,
        `installing from 90: ${bootSeen(90)}`,
      ],
    },
    {
      what: 'without the DHCP lines of its boot, by its boot configuration',
      steps: `${files(16)}, ${files(46)}`,
      runs: [`abandoned from 16, over 46: ${files(16)}`, `installing from 46: ${files(46)}`],
    },
    {
      what: 'without DHCP and boot configuration, after a minute',
      steps: 'VMLinuz_RRQ_Install 0, Initrd_RRQ 4, VMLinuz_RRQ_Install 70, Initrd_RRQ 74',
      runs: ['abandoned from 0, over 70: VMLinuz_RRQ_Install 0, Initrd_RRQ 4', 'installing from 70: VMLinuz_RRQ_Install 70, Initrd_RRQ 74'],
    },
    {
      what: 'twice in a minute',
      steps: `${boot(0)}, ${boot(24)}, ${boot(48)}`,
      runs: [
        `abandoned from 0, over 40: ${bootSeen(0)}`,
        `abandoned from 24, over 64: ${bootSeen(24)}`,
        `installing from 48: ${bootSeen(48)}`,
      ],
    },
    {
      what: 'with its own DHCP only, not that of the installer before',
      steps: `${boot(0)}, ${dhcp(24)}, ${dhcp(40)}, (boot-loader) 56, ${files(56)}`,
      runs: [`abandoned from 0, over 56: ${bootSeen(0)}`, `installing from 40: ${bootSeen(40)}`],
    },
    {
      what: 'with the DHCP of its boot though every message is logged twice',
      steps: `Reboot_Okay 0, ${boot(100)}, Reboot_Okay 200, ${dhcp(300)
        .split(', ')
        .flatMap((step) => [step, step])
        .join(', ')}, (boot-loader) 316, (boot-loader) 316, ${files(316)}`,
      runs: [`installed from 100, over 200: ${bootSeen(100)}, Reboot_Okay 200`, `installing from 300: ${bootSeen(300)}`],
    },
    {
      what: 'none by DHCP and boot configuration after Set_Bootaction_OS',
      steps: `${install}, ${dhcp(60)}, (boot-loader) 76, TFTP_RRQ 76`,
      runs: [`installing from 0: ${installSeen}`],
      last: [],
    },
    {
      what: 'none by a boot from disk of an installed machine',
      steps: `${install}, ${end}, ${dhcp(1000)}, (boot-loader) 1016, TFTP_RRQ 1016, Rebooting_HDD 1016, ${dhcp(1030)}, Reboot_Okay 1050`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`],
      last: [],
    },
  ],

  'a machine of which no install is known': [
    {
      what: 'a boot from disk leaves no run',
      steps: `${dhcp(0)}, (boot-loader) 16, TFTP_RRQ 16, Rebooting_HDD 16`,
      runs: [],
      last: ['dissolved TFTP_RRQ, abandoned'],
    },
    {
      what: 'what follows a boot from disk leaves none either',
      steps: `${dhcp(0)}, TFTP_RRQ 16, Rebooting_HDD 16, Reboot_Okay 40`,
      runs: [],
      last: [],
    },
    { what: 'it is online', steps: `${dhcp(0)}, Reboot_Okay 40`, runs: [], last: ['dissolved DHCPACK, abandoned'] },
    {
      what: 'it is unwell, which says nothing',
      steps: `${dhcp(0)}, Reboot_Okay! 40`,
      runs: [`installing from 0: ${dhcpSeen(0)}`],
      last: [],
    },
    { what: 'it renews its lease', steps: 'DHCPREQUEST 0, DHCPACK 0, DHCPREQUEST 300, DHCPACK 300', runs: [], last: [] },
    { what: 'a heartbeat', steps: 'Reboot_Okay 0', runs: [], last: [] },
    { what: 'a text', steps: '"install stage=pre" 0', runs: [], last: [] },
    {
      what: 'a visitor is dropped after 15 minutes',
      declared: false,
      steps: `${dhcp(0)}, (time) 902, (time) 903.5`,
      runs: [],
      last: ['dissolved DHCPACK, abandoned'],
    },
    {
      what: 'a visitor that asks again stays',
      declared: false,
      steps: `${dhcp(0)}, DHCPREQUEST 600, DHCPACK 600, (time) 1400`,
      runs: [`late from 0: ${dhcpSeen(0)}, TFTP_RRQ late 43`],
      last: [],
    },
    {
      what: 'a declared one that goes silent is late, not dropped',
      steps: `${dhcp(0)}, (time) 9000`,
      runs: [`late from 0: ${dhcpSeen(0)}, TFTP_RRQ late 43`],
    },
    {
      what: 'after ten minutes of silence it begins anew',
      steps: `${dhcp(0)}, DHCPDISCOVER 700`,
      runs: ['installing from 700: DHCPDISCOVER 700'],
      last: ['late TFTP_RRQ, late', 'dissolved DHCPACK, abandoned', 'reached DHCPDISCOVER, installing'],
    },
    {
      what: 'restarted in its DHCP phase it is one run until it boots',
      steps: `${dhcp(0)}, ${dhcp(60)}`,
      runs: [`late from 0: ${dhcpSeen(0)}, TFTP_RRQ late 43`],
      last: ['repeated DHCPACK, late'],
    },
    {
      what: 'restarted in its DHCP phase, the boot that came through is the same attempt',
      steps: `${dhcp(0)}, ${boot(60)}`,
      runs: [`installing from 0: ${dhcpSeen(0)}, ${files(76)}`],
    },
    {
      what: 'with renewals for days its install begins with its boot',
      steps: `${dhcp(0)}, DHCPREQUEST 500, DHCPACK 500, DHCPREQUEST 1000, DHCPACK 1000, ${boot(1400)}`,
      runs: [`installing from 1400: ${bootSeen(1400)}`],
    },
    {
      what: 'offers that come after minutes are of the same boot',
      steps: `DHCPDISCOVER 0, DHCPDISCOVER 60, DHCPDISCOVER 120, DHCPOFFER 121, DHCPREQUEST 122, DHCPACK 122, (boot-loader) 130, ${files(130)}`,
      runs: [`installing from 0: DHCPDISCOVER 0, DHCPOFFER 121, DHCPREQUEST 122, DHCPACK 122, ${files(130)}`],
    },
  ],

  'a system that installs nothing': [
    {
      what: 'leaves no run of a machine of which no install is known',
      steps: `${dhcp(0)}, (boot-loader) 16, TFTP_RRQ 16, (rescue) 17`,
      runs: [],
      last: ['dissolved TFTP_RRQ, abandoned'],
    },
    {
      what: 'that asks for an address of its own is no install either',
      steps: `${dhcp(0)}, (boot-loader) 16, TFTP_RRQ 16, (rescue) 17, ${dhcp(30)}`,
      runs: [],
      last: [],
    },
    { what: 'is the one on its disk', steps: `${dhcp(0)}, TFTP_RRQ 16, Rebooting_HDD 16, ${dhcp(30)}, (time) 900`, runs: [], last: [] },
    {
      what: 'is over when ten minutes later the machine asks again',
      steps: `${dhcp(0)}, TFTP_RRQ 16, Rebooting_HDD 16, DHCPDISCOVER 617`,
      runs: ['installing from 617: DHCPDISCOVER 617'],
    },
    {
      what: 'before an install is no part of it',
      steps: `${dhcp(0)}, (boot-loader) 16, TFTP_RRQ 16, (rescue) 17, ${boot(100)}`,
      runs: [`installing from 100: ${bootSeen(100)}`],
    },
    {
      what: 'ends the run that its kernel had opened',
      steps: `${install}, ${end}, ${boot(1000)}, (rescue) 1030, ${dhcp(1100)}, Rebooting_HDD 1116, Reboot_Okay 1130`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`, `abandoned from 1000, over 1030: ${bootSeen(1000)}`],
    },
    {
      what: 'that is told late changes nothing of the run that came after it',
      steps: `${boot(100)}, (rescue) 50`,
      runs: [`installing from 100: ${bootSeen(100)}`],
      last: [],
    },
    {
      what: 'that is read before the kernel that it was booted by opens no run',
      steps: `${install}, ${end}, (rescue) 1030, ${boot(1000)}`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`],
      last: [],
    },
    {
      what: 'may have been booted by the kernel of an installer that asked for nothing for ten minutes',
      steps: `${install}, ${end}, ${boot(1000)}, ${dhcp(1605)}, Rebooting_HDD 1621`,
      runs: [
        `installed from 0, over 90: ${installSeen}, ${end}`,
        `abandoned from 1000, over 1621: ${bootSeen(1000)}, Config_Sent late 1090`,
      ],
      last: ['abandoned Initrd_RRQ, abandoned'],
    },
    {
      what: 'or what the installer asked for is still to be read',
      steps: `${install}, ${end}, ${boot(1000)}, Rebooting_HDD 1400`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`, `installing from 1000: ${bootSeen(1000)}, Rebooting_HDD 1400`],
      last: ['late Config_Sent, late', 'reached Rebooting_HDD, installing', 'finding Rebooting_HDD, installing'],
    },
    {
      what: 'can not be told where no log ever shows what an installer asks for',
      steps: `${boot(0)}, ${end}, ${boot(1000)}, Rebooting_HDD 1700, Reboot_Okay 1730`,
      runs: [
        `installed from 0, over 90: ${bootSeen(0)}, ${end}`,
        `installed from 1000, over 1730: ${bootSeen(1000)}, Rebooting_HDD 1700, Reboot_Okay 1730`,
      ],
    },
  ],

  'an installed machine': [
    {
      what: 'that does what only an installer does has begun one by kexec',
      steps: `${install}, ${end}, ${images(1000)}, Profile_XML_Sent 1001, Set_Bootaction_OS 1010, Reboot_Okay 1020`,
      runs: [
        `installed from 0, over 90: ${installSeen}, ${end}`,
        `installed from 1000, over 1020: ${images(1000)}, Profile_XML_Sent 1001, Set_Bootaction_OS 1010, Reboot_Okay 1020`,
      ],
    },
    {
      what: 'begins it with the address that the installer asks for',
      steps: `${install}, ${end}, DHCPREQUEST 900, DHCPACK 900, ${dhcp(1000)}, ${images(1010)}`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`, `installing from 1000: ${dhcpSeen(1000)}, ${images(1010)}`],
    },
    {
      what: 'that asks for one thing again and again, or for two, does not',
      steps: `${install}, ${end}, Config_Sent 1000, Config_Sent 1001, Config_Sent 1002, Profile_XML_Sent 1003`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`],
      last: [],
    },
    {
      what: 'nor one that asks for three in the course of an hour',
      steps: `${install}, ${end}, Config_Sent 1000, Common_Sent 2000, Root_Sent 3000`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`],
      last: [],
    },
    {
      what: 'whose installer is read before its boot begins with its boot all the same',
      steps: `${install}, ${end}, Config_Sent 1030, Common_Sent 1030, ${boot(1000)}, Profile_XML_Sent 1031`,
      runs: [
        `installed from 0, over 90: ${installSeen}, ${end}`,
        `installing from 1000: ${bootSeen(1000)}, Config_Sent 1030, Common_Sent 1030, Profile_XML_Sent 1031`,
      ],
    },
    {
      what: 'of which somebody fetched a file by hand before its next boot',
      steps: `${install}, ${end}, Config_Sent 800, ${boot(1000)}`,
      runs: [`installed from 0, over 90: ${installSeen}, ${end}`, `installing from 1000: ${bootSeen(1000)}`],
    },
    {
      what: 'is one of Red Hat, whose packages count when its kickstart file came before',
      workflow: 'rhel',
      steps: `${boot(0)}, Kickstart_Sent 30, Reboot_Okay 90, Repository_Sent 900, Packages_Started 901, Stage2_Sent 1000, Kickstart_Sent 1001, Repository_Sent 1002`,
      runs: [
        `installed from 0, over 90: ${bootSeen(0)}, Kickstart_Sent 30, Reboot_Okay 90`,
        'installing from 1000: Stage2_Sent 1000, Kickstart_Sent 1001, Repository_Sent 1002',
      ],
    },
  ],

  'an installer that says that all of it has failed': [
    {
      what: 'fails at the stage that it stands at',
      steps: `${boot(0)}, ${images(30)}, (install)! 31, (time) 9000`,
      runs: [`failed from 0: ${bootSeen(0)}, ${images(30).replace('SLES_Img_Sent', 'SLES_Img_Sent!')}`],
    },
    {
      what: 'goes on all the same',
      steps: `${boot(0)}, ${images(30)}, (install)! 31, Profile_XML_Sent 40`,
      runs: [`installing from 0: ${bootSeen(0)}, ${images(30).replace('SLES_Img_Sent', 'SLES_Img_Sent!')}, Profile_XML_Sent 40`],
    },
    {
      what: 'still says what it was at, which mends nothing',
      steps: `${boot(0)}, ${images(30)}, (install)! 31, SLES_Img_Sent 32, Config_Sent 33`,
      runs: [`failed from 0: ${bootSeen(0)}, ${images(30).replace('SLES_Img_Sent', 'SLES_Img_Sent!')}`],
    },
    {
      what: 'fails again at it',
      steps: `${boot(0)}, ${images(30)}, (install)! 31, SLES_Img_Sent! 32, SLES_Img_Sent 33`,
      runs: [`failed from 0: ${bootSeen(0)}, ${images(30).replace('SLES_Img_Sent', 'SLES_Img_Sent!')}`],
    },
    {
      what: 'had failed at a stage before, which makes up for neither',
      steps: `${boot(0)}, ${images(30)}, Profile_XML_Sent! 31, (install)! 32, Profile_XML_Sent 33`,
      runs: [`failed from 0: ${bootSeen(0)}, ${images(30)}, Profile_XML_Sent! 31`],
    },
    {
      what: 'fails at another stage after that, which then makes up for both',
      steps: `${boot(0)}, ${images(30)}, (install)! 31, Profile_XML_Sent! 32, Profile_XML_Sent 33`,
      runs: [`installing from 0: ${bootSeen(0)}, ${images(30).replace('SLES_Img_Sent', 'SLES_Img_Sent!')}, Profile_XML_Sent 32`],
    },
    {
      what: 'was booted from the disk of before, which mends nothing',
      steps: `${boot(0)}, ${images(30)}, (install)! 31, Rebooting_HDD 60, Reboot_Okay 90`,
      runs: [
        `failed from 0, over 90: ${bootSeen(0)}, ${images(30).replace('SLES_Img_Sent', 'SLES_Img_Sent!')}, Rebooting_HDD 60, Reboot_Okay 90`,
      ],
    },
    {
      what: 'boots no second time by it',
      steps: `${boot(0)}, (install)! 80`,
      runs: [`failed from 0: ${bootSeen(0).replace('Initrd_RRQ', 'Initrd_RRQ!')}`],
      last: ['failed Initrd_RRQ, failed'],
    },
    {
      what: 'had named the stage that failed before: the whole is the last word',
      steps: `${boot(0)}, Profile_XML_Sent! 31, (install)! 32`,
      runs: [`failed from 0: ${bootSeen(0)}, Profile_XML_Sent! 31`],
      last: ['text Initrd_RRQ, failed'],
    },
    {
      what: 'is first seen by it',
      steps: '(install)! 0, (time) 9000',
      runs: ['failed from 0: Set_Bootaction_OS! 0'],
    },
    {
      what: 'fails after the handover',
      workflow: 'xcat',
      steps: `${boot(0)}, Autoinst_Sent 30, Node_Booting 600, Node_Postbooting 700, (install)! 720, Reboot_Okay 800`,
      runs: [`installed from 0, over 800: ${bootSeen(0)}, Autoinst_Sent 30, Node_Booting 600, Node_Postbooting! 700, Reboot_Okay 800`],
    },
    {
      what: 'is installed already',
      steps: `${boot(0)}, Reboot_Okay 90, (install)! 91`,
      runs: [`installed from 0, over 90: ${bootSeen(0)}, Reboot_Okay 90`],
      last: [],
    },
    {
      what: 'says so of the run before',
      steps: `${boot(100)}, (install)! 90`,
      runs: [`installing from 100: ${bootSeen(100)}`],
      last: [],
    },
  ],

  'first seen in mid-install': [
    {
      what: 'it is followed from there',
      steps: 'Root_Sent 0, Bind_Sent 1, (time) 122',
      runs: ['late from 0: Root_Sent 0, Bind_Sent 1, SLES_Img_Sent late 121'],
    },
    {
      what: "the installer's own DHCP is not the boot's",
      steps: `Initrd_RRQ 0, ${dhcp(4)}, Config_Sent 8`,
      runs: ['installing from 0: Initrd_RRQ 0, Config_Sent 8'],
      last: ['reached Config_Sent, installing'],
    },
    {
      what: 'by its kernel, with its address before',
      steps: 'DHCPACK -3, VMLinuz_RRQ_Install 0',
      runs: ['installing from -3: DHCPACK -3, VMLinuz_RRQ_Install 0'],
    },
    {
      what: 'by an address long before, which is not its',
      steps: 'DHCPACK -601, VMLinuz_RRQ_Install 0',
      runs: ['installing from 0: VMLinuz_RRQ_Install 0'],
    },
    { what: 'by its hold', steps: 'Install_Wait 0, (time) 9000', runs: ['waiting from 0: Install_Wait 0'] },
    { what: 'by an error', steps: 'Profile_XML_Sent! 0, (time) 9000', runs: ['failed from 0: Profile_XML_Sent! 0'] },
    {
      what: 'by an optional stage, whose clock is that of the one before',
      workflow: 'stacki-redhat-7',
      steps: 'SSH_Open 0, (time) 1600, (time) 1601',
      runs: ['late from 0: SSH_Open 0, Set_DB_Partitions late 1600'],
    },
    { what: 'by the end alone: that is no install', steps: 'Rebooting_HDD 0, Reboot_Okay 30', runs: [], last: [] },
  ],
};

describe.each(Object.entries(tables))('%s', (_title, rows) => {
  it.each(rows.map((row) => [nameOf(row), row] as const))('%s', (_name, { steps, runs, last, workflow, declared }) => {
    const played = playTrack(steps, { workflow, declared });
    expect(played.runs).toEqual(runs);
    expect(played.last).toEqual(last ?? played.last);
  });
});

it('of a stage that came before and fails now, the failures are counted, and that it comes after all counts on', () => {
  const steps = 'SSH_Open 0, SSH_Open 1, SSH_Open! 2, SSH_Open! 3';
  expect(playTrack(steps).track.open?.snapshot.context.records['SSH_Open']).toMatchObject({ status: 'failed', count: 2 });
  expect(playTrack(`${steps}, SSH_Open 4`).track.open?.snapshot.context.records['SSH_Open']).toMatchObject({ status: 'done', count: 3 });
});

describe('texts of the installer', () => {
  it('are told once each, with the stage they came after', () => {
    const { all, track } = playTrack(`${boot(0)}, "install profile" 40, "install profile" 41, "install initializing storage" 42`);
    expect(all.filter((t) => t.kind === 'text').map((t) => `${t.stage}: ${t.message}`)).toEqual([
      'Initrd_RRQ: install profile',
      'Initrd_RRQ: install initializing storage',
    ]);
    expect(track.open?.text).toBe('install initializing storage');
  });
});

it('an install that begins by a clock that was set back is no news of the run before', () => {
  const { track } = playTrack(`${install}, ${end}`);
  track.shift(-60_000);
  playOn(track, boot(50));
  expect(track.runs).toHaveLength(2);
});

describe('names of runs', () => {
  it('are the backend and the start, and never there twice', () => {
    const { track } = playTrack('VMLinuz_RRQ_Install 0, Config_Sent 0');
    expect(track.runs.map((run) => run.id)).toEqual(['backend-0-0@20261121T010500Z']);
    track.close({ atMs: zeroMs, receivedAtMs: zeroMs, evidence: null });
    const again = playTrack(`VMLinuz_RRQ_Install 0, Reboot_Okay 0.1, VMLinuz_RRQ_Install 0.2`);
    expect(again.track.runs.map((run) => run.id)).toEqual(['backend-0-0@20261121T010500Z', 'backend-0-0@20261121T010500Z-2']);
  });
});

describe('a backend that is followed under another name', () => {
  it.each([
    ['a provisional run', dhcp(0), [], 'dissolved'],
    ['an install', boot(0), [`abandoned from 0, over 50: ${bootSeen(0)}`], 'abandoned'],
  ])('ends %s', (_, steps, runs, kind) => {
    const { track } = playTrack(steps);
    const closed = track.close({ atMs: zeroMs + 50_000, receivedAtMs: zeroMs + 50_000, evidence: null });
    expect(closed.map((t) => t.kind)).toEqual([kind]);
    expect(track.open).toBeUndefined();
    expect(track.runs).toHaveLength(runs.length);
    expect(track.close({ atMs: zeroMs, receivedAtMs: zeroMs, evidence: null })).toEqual([]);
  });
});
