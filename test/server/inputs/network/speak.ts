// Programs of other makers that send to our ports from an address of loopback that is not ours: python3 and bash.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const udp =
  'import socket,sys\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\ns.bind((sys.argv[1],0))\ns.sendto(sys.argv[3].encode(),("127.0.0.1",int(sys.argv[2])))';
const tcp =
  'import socket,sys\ns=socket.create_connection(("127.0.0.1",int(sys.argv[2])),5,(sys.argv[1],0))\ns.sendall(sys.argv[3].encode())\ns.shutdown(1)\nsys.stdout.write(s.recv(1000).decode())';

export interface Speech {
  from?: string;
  port: number;
  text: string;
}

/** One datagram. */
export async function sendUdp({ from = '127.0.0.2', port, text }: Speech): Promise<void> {
  await run('/usr/bin/python3', ['-c', udp, from, String(port), text]);
}

/** One connection, as `nc` would; what was answered. */
export async function sendTcp({ from = '127.0.0.2', port, text }: Speech): Promise<string> {
  return run('/usr/bin/python3', ['-c', tcp, from, String(port), text]);
}

/** A datagram from this host, by bash alone. */
export async function sendByBash(port: number, text: string): Promise<void> {
  await run('bash', ['-c', 'printf %s "$1" >/dev/udp/127.0.0.1/$0', String(port), text]);
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return said;
}
