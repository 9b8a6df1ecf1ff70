// A real WebSocket client of the live feed, with what it was sent.
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { feedFrameSchema, type FeedFrame } from '../../state-machines/feed.ts';
import { Seen } from './seen.ts';

export interface FeedReader {
  socket: WebSocket;
  /** Every frame, checked against the feed's schema. */
  frames: Seen<FeedFrame>;
  closed: Promise<unknown>;
}

/** Rejects when the server does not take it in. */
export async function readFeed(url: string, query = '', options: ClientOptions = {}): Promise<FeedReader> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws${query}`, options);
  const frames = new Seen<FeedFrame>();
  socket.on('message', (data: Buffer) => frames.add(feedFrameSchema.parse(JSON.parse(data.toString()))));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  socket.on('error', () => {});
  return { socket, frames, closed };
}
