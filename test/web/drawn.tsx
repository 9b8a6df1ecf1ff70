// Components drawn to text without a browser, for tests: a feed that has taken some frames, and what a reader would see of the result.
import { vi } from 'vitest';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { SummaryFrame } from '../../state-machines/view/feed.ts';
import type { Feed } from '../../web/feed/feed.ts';
import { FeedContext } from '../../web/feed/hooks.ts';
import { ServerClock } from '../../web/feed/server-clock.ts';
import { FeedStore } from '../../web/feed/store.ts';
import { at, zeroMs } from './views.ts';

export interface Drawing {
  frames?: readonly SummaryFrame[];
  /** Query string of the page. */
  address?: string;
  /** The server's clock, seconds after zero. */
  nowSecond?: number;
  /** Loses the connection after the frames. */
  lost?: boolean;
  narrow?: boolean;
}

/** A feed that has taken the frames; its clock stands still. */
export function feedOf({ frames = [], nowSecond = 0, lost = false }: Drawing = {}): Feed {
  let now = zeroMs;
  const clock = new ServerClock(() => now);
  const store = new FeedStore(clock, (work) => work());
  for (const frame of frames) store.apply(frame);
  clock.learn(at(0));
  now = zeroMs + nowSecond * 1000;
  if (lost) store.lose();
  return { store, clock, retryNow: () => {} };
}

/** Sets the page's address and width for what is drawn next. */
export function atAddress(search: string, narrow = false): void {
  vi.stubGlobal('location', { pathname: '/', search, host: 'boot-1:4080' });
  vi.stubGlobal('window', { matchMedia: () => ({ matches: narrow }) });
}

/** The HTML of a component. */
export function drawn(element: ReactNode, drawing: Drawing = {}): string {
  atAddress(drawing.address ?? '', drawing.narrow);
  return renderToStaticMarkup(<FeedContext value={feedOf(drawing)}>{element}</FeedContext>);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

function decoded(html: string): string {
  return html.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name] ?? '');
}

/** What a reader sees of some HTML: its text, words apart where elements are. */
export function textOf(html: string): string {
  return decoded(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** What a reader sees of a component. */
export function words(element: ReactNode, drawing: Drawing = {}): string {
  return textOf(drawn(element, drawing));
}

/** The inner HTML of each element of this name, with its attributes in front: for elements that are not nested in their like. */
export function elements(html: string, name: string): { text: string; attributes: Readonly<Record<string, string>> }[] {
  return [...html.matchAll(new RegExp(`<${name}((?: [^>]*)?)(?:/>|>(.*?)</${name}>|>)`, 'gs'))].map(([, attributes = '', inner = '']) => ({
    text: textOf(inner),
    attributes: attributesOf(attributes),
  }));
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]));
}

/** The texts of all buttons, in their order. */
export function buttons(html: string): string[] {
  return elements(html, 'button').map(({ text }) => text);
}
