import { expect, it } from 'vitest';
import { checkAtftpd } from '../../../../server/inputs/atftpd/doctor.ts';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { commandLine } from '../../doctor/frontend.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const atftpd = async (...args: string[]) => {
  const machine = new Machine(layOut({ '/proc/7/cmdline': commandLine('atftpd', '--daemon', ...args) }));
  return (await checkAtftpd(machine)).findings;
};

it.each([[['--verbose=5']], [['--verbose=7']], [['--verbose', '6']], [[]]])('with %j is well', async (args) => {
  expect(await atftpd(...args)).toEqual([]);
});

it.each([[['--verbose=3']], [['--verbose', '4']]])('with %j says too little', async (args) => {
  expect(await atftpd(...args)).toMatchObject([{ urgency: 'broken', mend: expect.stringMatching(/restart atftpd$/) }]);
});
