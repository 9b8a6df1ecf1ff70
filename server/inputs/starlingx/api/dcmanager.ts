// What a source asks dcmanager for: the strategy, its steps, the subclouds, their alarms. Only reads; a row that can't be read costs a counter.
import * as z from 'zod';
import {
  alarmSchema,
  stepSchema,
  strategySchema,
  subcloudSchema,
  type AlarmFacts,
  type StepFacts,
  type StrategyFacts,
  type SubcloudFacts,
} from '../facts.ts';
import type { ApiAnswer, ApiClient } from '../../network/api-client.ts';
import { ApiError } from '../../network/api-error.ts';
import type { Tokens } from './keystone.ts';

/** Something that was read, and the JSON that it stood in. */
export interface Row<T> {
  value: T;
  text: string;
}

export interface Rows<T> {
  rows: Row<T>[];
  /** The JSON of those that could not be read. */
  odd: string[];
}

export interface StrategyAnswer {
  /** Null where there is none. */
  strategy: StrategyFacts | null;
  /** The system controller's clock, epoch milliseconds; null where it does not say. */
  serverMs: number | null;
}

const stepsSchema = z.object({ 'strategy-steps': z.array(z.unknown()) });
const subcloudsSchema = z.object({ subclouds: z.array(z.unknown()) });
const alarmsSchema = z.object({ alarm_summary: z.array(z.unknown()) });
const textLength = 2_000;

export class Dcmanager {
  private readonly api: ApiClient;
  private readonly tokens: Tokens;

  constructor(api: ApiClient, tokens: Tokens) {
    this.api = api;
    this.tokens = tokens;
  }

  async strategy(signal: AbortSignal): Promise<StrategyAnswer> {
    try {
      const { value, serverMs } = await this.ask('/sw-update-strategy', strategySchema, signal);
      return { strategy: value, serverMs };
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== 'missing') throw error;
      return { strategy: null, serverMs: null };
    }
  }

  async steps(signal: AbortSignal): Promise<Rows<StepFacts>> {
    const { value } = await this.ask('/sw-update-strategy/steps', stepsSchema, signal);
    return rowsOf(value['strategy-steps'], stepSchema, stepKeys);
  }

  /** A server without subclouds is no system controller: that it does not know the path is an error, and says that there is no strategy either. */
  async subclouds(signal: AbortSignal): Promise<Rows<SubcloudFacts>> {
    const { value } = await this.ask('/subclouds', subcloudsSchema, signal);
    return rowsOf(value.subclouds, subcloudSchema, subcloudKeys);
  }

  /** Undefined where we may not read them. */
  async alarms(signal: AbortSignal): Promise<AlarmFacts[] | undefined> {
    try {
      const { value } = await this.ask('/alarms', alarmsSchema, signal);
      return rowsOf(value.alarm_summary, alarmSchema, []).rows.map((row) => row.value);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 403 || error.status === 404)) return undefined;
      throw error;
    }
  }

  /** A token that is refused is replaced once; the next refusal is the error. */
  private async ask<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<ApiAnswer<T>> {
    try {
      return await this.askOnce(path, schema, signal);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.tokens.drop();
      return this.askOnce(path, schema, signal);
    }
  }

  private async askOnce<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<ApiAnswer<T>> {
    const token = await this.tokens.get(signal);
    const version = /\/v1\.0\/?$/.test(this.api.url.pathname) ? '' : '/v1.0';
    return this.api.ask({ path: version + path, headers: { 'x-auth-token': token }, signal }, schema);
  }
}

/** What is kept as evidence: of a subcloud there may be more, such as how it is installed, with the password of its BMC. */
const stepKeys = ['cloud', 'stage', 'state', 'details', 'started-at', 'finished-at', 'updated-at'];
const subcloudKeys = ['name', 'management-state', 'availability-status', 'deploy-status', 'error-description', 'updated-at'];

function rowsOf<T>(raw: readonly unknown[], schema: z.ZodType<T>, keys: readonly string[]): Rows<T> {
  const rows: Row<T>[] = [];
  const odd: string[] = [];
  for (const one of raw) {
    const text = JSON.stringify(Object.fromEntries(keys.flatMap((key) => valueOf(one, key)))).slice(0, textLength);
    const checked = schema.safeParse(one);
    if (checked.success) rows.push({ value: checked.data, text });
    else odd.push(text);
  }
  return { rows, odd };
}

function valueOf(row: unknown, key: string): [string, unknown][] {
  return typeof row === 'object' && row !== null && key in row ? [[key, Reflect.get(row, key)]] : [];
}
