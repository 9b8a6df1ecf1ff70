// FAI's monitor as a source: installing machines connect to TCP port 4711 and report their current task, one connection per message. It replaces
// fai-monitor. Unlike fai-monitor, it does not let a silent client block the others.
import { answerToFai, readFaiLine } from './monitor-lines.ts';
import { ConnectionSource } from '../network/connection-source.ts';
import type { PortOptions } from '../network/datagram-source.ts';

const patienceMs = 10_000;
const mostConnections = 1_024;
const mostLineBytes = 4 * 1024;

export interface FaiOptions extends Omit<PortOptions, 'type'> {
  patienceMs?: number;
  mostConnections?: number;
}

export function createFaiSource(options: FaiOptions): ConnectionSource {
  const limits = { patienceMs, mostConnections, mostLineBytes };
  return new ConnectionSource({ ...limits, ...options, type: 'fai', read: readFaiLine, answer: answerToFai });
}
