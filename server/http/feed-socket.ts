// `/ws`: accepts the WebSocket connections of browsers and passes them to the live feed.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import type { LiveFeed } from '../outputs/live-feed/live-feed.ts';
import { isOwnPage } from './own-page.ts';

const maxFrameBytes = 64 * 1024;

export function registerFeed(app: FastifyInstance, feed: LiveFeed): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  app.server.on('upgrade', (request, socket, head) => {
    // An error without a listener would end the process.
    socket.on('error', () => socket.destroy());
    const url = URL.parse(request.url ?? '', 'http://localhost');
    const refusal = refusalOf(url, request);
    if (!url || refusal) {
      refuse(socket, refusal ?? '400 Bad Request');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) =>
      feed.join(client, lastSeen(url), url.searchParams.get('boot'), url.searchParams.get('view') === 'summary' ? 'summary' : 'whole'),
    );
  });
}

function refusalOf(url: URL | null, { headers }: IncomingMessage): string | null {
  if (url?.pathname !== '/ws') return '404 Not Found';
  return isOwnPage(headers) ? null : '403 Forbidden';
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function lastSeen({ searchParams }: URL): number | null {
  const after = searchParams.get('after') ?? '';
  return /^\d{1,15}$/.test(after) ? Number(after) : null;
}
