// Machines that check in, as fast as is asked: each report is of its own, so that it can be found again in the store. Plain sockets, so that
// the load costs less than the service that bears it.
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

export interface LoadOptions {
  port: number;
  /** Reports altogether, and how many a second at the most; Infinity: as fast as answers come. */
  count: number;
  perSecond: number;
  connections: number;
  machines: number;
  /** Number of the first; 0 when left out. */
  from?: number;
}

export interface LoadResult {
  /** By status; `0`: no answer, because the connection broke. */
  answers: Map<number, number>;
  /** Numbers of the reports that were acknowledged. */
  acknowledged: number[];
  /** Answers of 503 without a Retry-After. */
  rude: number;
  seconds: number;
}

/** Resolves when all are answered, or `isOver` says so. */
export async function load(
  { port, count, perSecond, connections, machines, from = 0 }: LoadOptions,
  isOver = () => false,
): Promise<LoadResult> {
  const result: LoadResult = { answers: new Map(), acknowledged: [], rude: 0, seconds: 0 };
  const beganMs = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect').catch(() => {});
    while (next < count && !isOver()) {
      const n = from + next;
      const aheadMs = (next++ / perSecond) * 1000 - (performance.now() - beganMs);
      if (aheadMs > 1) await new Promise((resolve) => setTimeout(resolve, aheadMs));
      const answer = await ask(socket, requestOf(n, machines));
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
      result.answers.set(status, (result.answers.get(status) ?? 0) + 1);
      if (status === 202) result.acknowledged.push(n);
      if (status === 503 && !/^retry-after: \d+\r$/im.test(answer)) result.rude++;
      if (status === 0) break;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, work));
  result.seconds = (performance.now() - beganMs) / 1000;
  return result;
}

/** An error, since each of those with a text of its own is kept. */
function requestOf(n: number, machines: number): string {
  const body = `stage=SSH_Open&error=1&message=report-${n}-`;
  const path = `/api/v1/backends/backend-0-${n % machines}/stages`;
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** The answer; empty when the connection breaks before it is whole. */
async function ask(socket: Socket, request: string): Promise<string> {
  if (socket.destroyed) return '';
  return new Promise((resolve) => {
    let answer = '';
    const finish = (): void => {
      socket.off('data', take);
      socket.off('close', finish);
      resolve(isWhole(answer) ? answer : '');
    };
    const take = (chunk: Buffer): void => {
      answer += chunk.toString('latin1');
      if (isWhole(answer)) finish();
    };
    socket.on('data', take);
    socket.on('close', finish);
    socket.write(request);
  });
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  const length = Number(/^content-length: (\d+)\r$/im.exec(answer)?.[1] ?? 0);
  return head >= 0 && answer.length >= head + 4 + length;
}
