// in.tftpd logs requested files only with -v.
import type { Examined, Finding } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';

/** Where distributions keep its options, and how to add -v. */
const places: readonly { path: string; options: RegExp; mend: string }[] = [
  {
    path: '/etc/default/tftpd-hpa',
    options: /^TFTP_OPTIONS=(.*)$/m,
    mend: `sed -i 's/^TFTP_OPTIONS="/&-v /' /etc/default/tftpd-hpa && systemctl restart tftpd-hpa`,
  },
  {
    path: '/etc/xinetd.d/tftp',
    options: /^\s*server_args\s*=(.*)$/m,
    mend: `sed -i 's/server_args *= */&-v /' /etc/xinetd.d/tftp && systemctl restart xinetd`,
  },
  {
    path: '/etc/sysconfig/tftp',
    options: /^TFTP_OPTIONS=(.*)$/m,
    mend: `sed -i 's/^TFTP_OPTIONS="/&-v /' /etc/sysconfig/tftp && systemctl restart tftp.socket`,
  },
  ...['/etc/systemd/system/tftp.service', '/usr/lib/systemd/system/tftp.service'].map((path) => ({
    path,
    options: /^ExecStart=\S*in\.tftpd(.*)$/m,
    mend: `systemctl edit --full tftp.service   # ExecStart=/usr/sbin/in.tftpd -v …`,
  })),
];

export async function checkTftpd(machine: Machine): Promise<Examined> {
  return { findings: await inTftpd(machine) };
}

/** The running daemon, or its configuration if it is started per request. */
async function inTftpd(machine: Machine): Promise<Finding[]> {
  const running = await machine.running('in.tftpd');
  const isStarted = (await machine.enabledAmong(['tftpd-hpa', 'tftp', 'tftpd'])) !== undefined || (await isXinetds(machine));
  const configured = await Promise.all(
    places.map(async ({ path, options, mend }) => ({ path, mend, said: options.exec(await machine.textOr(path))?.[1] })),
  );
  const there = configured.find(({ said }) => said !== undefined);
  const isSilent = there?.said !== undefined && !isVerbose(there.said);
  const isQuiet = running.length > 0 ? running.some(({ args }) => !isVerbose(args.join(' '))) : isStarted && isSilent;
  if (!isQuiet) return [];
  const what = `in.tftpd ${running.length > 0 ? 'runs' : `is configured in ${there?.path}`} without -v: its log does not name the files that machines request`;
  // The configuration may already be correct, and the daemon started before it was changed.
  const mend = there !== undefined && isSilent ? there.mend : 'restart it with the option -v';
  return [{ urgency: 'broken', what, mend }];
}

async function isXinetds(machine: Machine): Promise<boolean> {
  const text = await machine.textOr('/etc/xinetd.d/tftp');
  return text !== '' && !/^\s*disable\s*=\s*yes/m.test(text);
}

function isVerbose(options: string): boolean {
  return /(?:^|[\s"'])(?:-[a-zA-Z]*v|--verbos)/.test(options);
}
