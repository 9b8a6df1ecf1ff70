// A real WebSocket client of the live feed, with what it was sent.
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { feedFrameSchema, summaryFrameSchema, type FeedFrame, type SummaryFrame } from '../../../../state-machines/view/feed.ts';
import { Seen } from '../../core/seen.ts';

export interface FeedReader<Frame = FeedFrame> {
  socket: WebSocket;
  /** Every frame, checked against the feed's schema. */
  frames: Seen<Frame>;
  closed: Promise<unknown>;
}

/** Rejects when the server does not take it in. */
export async function readFeed(url: string, query = '', options: ClientOptions = {}): Promise<FeedReader> {
  return read(`${url}/ws${query}`, (frame) => feedFrameSchema.parse(frame), options);
}

/** The feed of summaries; `query` without its `view`. */
export async function readSummaries(url: string, query = ''): Promise<FeedReader<SummaryFrame>> {
  return read(`${url}/ws?view=summary${query}`, (frame) => summaryFrameSchema.parse(frame));
}

async function read<Frame>(url: string, parse: (frame: unknown) => Frame, options: ClientOptions = {}): Promise<FeedReader<Frame>> {
  const socket = new WebSocket(url.replace('http', 'ws'), options);
  const frames = new Seen<Frame>();
  socket.on('message', (data: Buffer) => frames.add(parse(JSON.parse(data.toString()))));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  socket.on('error', () => {});
  return { socket, frames, closed };
}
