// The live feed with a browser that listens: a real WebSocket on the loopback interface, read by a thread of its own.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import type { Monitor } from '../../server/core/monitor.ts';
import { LiveFeed } from '../../server/outputs/live-feed/live-feed.ts';

const browser = `
  const { workerData } = require('node:worker_threads');
  new WebSocket(workerData).onmessage = ({ data }) => JSON.parse(data);`;

export class WatchedFeed {
  private feed: LiveFeed | undefined;
  private readonly server: WebSocketServer;
  private worker: Worker | undefined;

  private constructor(server: WebSocketServer) {
    this.server = server;
  }

  static async start(): Promise<WatchedFeed> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return new WatchedFeed(server);
  }

  /** Resolves when the browser has joined. */
  async watch(monitor: Monitor): Promise<void> {
    const feed = new LiveFeed({
      view: (backend) => monitor.view(backend),
      summary: (backend) => monitor.summary(backend),
      backends: () => monitor.registry.all(),
      workflows: () => monitor.workflows,
      deployments: () => [],
      seq: () => monitor.seq,
      nowMs: Date.now,
      version: 'bench',
      boot: 'bench',
    });
    feed.start();
    monitor.sendTo(feed);
    this.feed = feed;
    const joined = once(this.server, 'connection');
    const { port } = this.server.address() as AddressInfo;
    this.worker = new Worker(browser, { eval: true, workerData: `ws://127.0.0.1:${port}` });
    const [socket] = await joined;
    feed.join(socket, null, null, 'summary');
  }

  async close(): Promise<void> {
    await this.feed?.close();
    await this.worker?.terminate();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
