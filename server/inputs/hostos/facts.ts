// Parses the files of one HostOS node into facts with times. Pure; node.ts interprets them.
import { bundles, readBundleLine, readDate, type Bundle, type DeployedBundle, type ZoneClock } from './bundles.ts';
import type { Manifest } from './manifest.ts';
import { isPlanned, setBy } from './operation.ts';

const lineLength = 2_000;

/** A file's text, or its new part, and its modification time. */
export interface FileText {
  name: string;
  text: string;
  changedAtMs: number;
}

export interface NodeFiles {
  node: string;
  bundles: FileText | null;
  stage: FileText | null;
  /** New text in its logs. */
  logs: readonly FileText[];
}

/** A statement in a file, with its time and line. */
export type Fact =
  | { kind: 'log'; atMs: number; text: string; file: string; line: null }
  | { kind: 'bundle'; atMs: number; text: string; file: string; line: number; bundle: Bundle; version: string }
  | StageFact;
export interface StageFact {
  kind: 'stage';
  atMs: number;
  isDated: boolean;
  text: string;
  file: string;
  line: number;
  stage: string;
}

/** What was known of the node before, and the context for reading its files. */
export interface Before {
  listed: Readonly<Record<string, number>>;
  stage: string | null;
  plan: Manifest | null;
  zone: ZoneClock;
}

export interface Facts {
  /** Sorted by time. */
  facts: Fact[];
  /** Current number of entries per `bundle version`. */
  listed: Record<string, number>;
  /** New lines in release-bundles that name no bundle. */
  odd: string[];
}

/** New facts in a node's files. */
export function factsOf(files: NodeFiles, before: Before): Facts {
  const { facts, listed, odd } = bundleFacts(files, before);
  const inTime = [...logFacts(files, before), ...facts].toSorted((a, b) => a.atMs - b.atMs);
  return { facts: withStage(inTime, stageFact(files, before)), listed, odd };
}

function logFacts({ logs }: NodeFiles, { zone }: Before): Fact[] {
  return logs.flatMap(({ name: file, text, changedAtMs }) => {
    let lastMs: number | null = null;
    return linesOf(text).map(({ text: raw }) => {
      lastMs = readDate(raw, zone) ?? lastMs;
      return { kind: 'log' as const, atMs: lastMs ?? changedAtMs, text: raw, file, line: null };
    });
  });
}

/** New lines. If they have no dates and each bundle is listed once, file order is not time order: they are sorted in installation order. */
function bundleFacts({ bundles: file }: NodeFiles, { zone, plan, listed: before }: Before): Facts {
  if (!file) return { facts: [], listed: { ...before }, odd: [] };
  const listed: Record<string, number> = {};
  const odd: string[] = [];
  const found = linesOf(file.text).flatMap(({ text, line }) => {
    const deployed = readBundleLine(text, zone);
    const key = deployed ? `${deployed.bundle} ${deployed.version}` : text.slice(0, 100);
    listed[key] = (listed[key] ?? 0) + 1;
    if (listed[key] <= (before[key] ?? 0)) return [];
    if (!deployed && !text.startsWith('#')) odd.push(text);
    return deployed ? [{ ...deployed, text, line }] : [];
  });
  const isUndated = found.every(({ atMs }) => atMs === null) && new Set(found.map(({ bundle }) => bundle)).size === found.length;
  const inOrder = isUndated ? found.toSorted((a, b) => rank(a, plan) - rank(b, plan)) : found;
  let lastMs: number | null = null;
  const facts = inOrder.map(({ bundle, version, atMs, text, line }): Fact => {
    lastMs = atMs ?? lastMs;
    return { kind: 'bundle', atMs: lastMs ?? file.changedAtMs, text, file: file.name, line, bundle, version };
  });
  return { facts, listed, odd };
}

/** Bundles from before the plan are sorted first. */
function rank({ bundle, version }: DeployedBundle, plan: Manifest | null): number {
  return bundles.indexOf(bundle) + (plan && isPlanned(plan, bundle, version) ? bundles.length : 0);
}

function stageFact({ stage: file }: NodeFiles, { zone, stage: before }: Before): StageFact | null {
  const text = file?.text.slice(0, lineLength).trim() ?? '';
  const stage = /\b(?:pre-config|pre-install|post-install|post-config)\b/i.exec(text)?.[0].toLowerCase();
  if (!file || stage === undefined || stage === before) return null;
  const datedMs = readDate(text, zone);
  return { kind: 'stage', atMs: datedMs ?? file.changedAtMs, isDated: datedMs !== null, text, file: file.name, line: 1, stage };
}

/** The file contains one word, usually without a date. Later bundles found in the same read were deployed after that stage. */
function withStage(facts: Fact[], fact: StageFact | null): Fact[] {
  if (!fact) return facts;
  if (fact.isDated) return [...facts, fact].toSorted((a, b) => a.atMs - b.atMs);
  const setter = bundles.indexOf(setBy[fact.stage] ?? 'boot');
  const boot = facts.findLastIndex((other) => other.kind === 'bundle' && other.bundle === 'boot');
  const behind = facts.findIndex((other, i) => i > boot && other.kind === 'bundle' && bundles.indexOf(other.bundle) > setter);
  const next = facts[behind];
  return next ? facts.toSpliced(behind, 0, { ...fact, atMs: next.atMs }) : [...facts, fact];
}

/** Sets each file's modification time to the latest date found in any line. */
export function datedByLines(files: NodeFiles, zone: ZoneClock): NodeFiles {
  const all = [files.bundles, files.stage, ...files.logs].filter((file) => file !== null);
  const dates = all.flatMap(({ text }) => linesOf(text).flatMap((one) => readDate(one.text, zone) ?? []));
  if (dates.length === 0) return files;
  const changedAtMs = dates.reduce((last, one) => Math.max(last, one));
  const dated = <File extends FileText | null>(file: File): File => file && { ...file, changedAtMs };
  return { ...files, bundles: dated(files.bundles), stage: dated(files.stage), logs: files.logs.map(dated) };
}

function linesOf(text: string): { text: string; line: number }[] {
  return text
    .split('\n')
    .map((raw, i) => ({ text: raw.slice(0, lineLength).trimEnd(), line: i + 1 }))
    .filter((one) => one.text !== '');
}
