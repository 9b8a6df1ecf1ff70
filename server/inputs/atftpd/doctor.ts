// atftpd logs requested files from verbosity 5 (its default) on.
import type { Examined } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';

export async function checkAtftpd(machine: Machine): Promise<Examined> {
  const running = await machine.running('atftpd');
  const levels = running.flatMap(({ args }) => /--verbose(?:=|\s)(\d)/.exec(args.join(' '))?.[1] ?? []);
  if (levels.every((level) => Number(level) >= 5)) return { findings: [] };
  const what = `atftpd runs with --verbose=${levels[0]}: files are logged from 5 on`;
  const mend = `sed -i 's/--verbose=[0-9]/--verbose=5/' /etc/default/atftpd && systemctl restart atftpd`;
  return { findings: [{ urgency: 'broken', what, mend }] };
}
