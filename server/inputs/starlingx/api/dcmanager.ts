// Client for dcmanager's API: the strategy, its steps, the subclouds, and their alarms. Read-only. Rows that cannot be parsed are counted.
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

/** A parsed row and its JSON. */
export interface Row<T> {
  value: T;
  text: string;
}

export interface Rows<T> {
  rows: Row<T>[];
  /** The JSON of rows that could not be parsed. */
  odd: string[];
}

export interface StrategyAnswer {
  /** Null if there is none. */
  strategy: StrategyFacts | null;
  /** The system controller's clock, epoch milliseconds; null if not in the response. */
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

  /** A server without this path is not a system controller: 404 is an error here, and explains a missing strategy. */
  async subclouds(signal: AbortSignal): Promise<Rows<SubcloudFacts>> {
    const { value } = await this.ask('/subclouds', subcloudsSchema, signal);
    return rowsOf(value.subclouds, subcloudSchema, subcloudKeys);
  }

  /** Undefined if we lack permission to read them. */
  async alarms(signal: AbortSignal): Promise<AlarmFacts[] | undefined> {
    try {
      const { value } = await this.ask('/alarms', alarmsSchema, signal);
      return rowsOf(value.alarm_summary, alarmSchema, []).rows.map((row) => row.value);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 403 || error.status === 404)) return undefined;
      throw error;
    }
  }

  /** Replaces a rejected token once. A second rejection is an error. */
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

/** The fields kept as evidence. A subcloud may have others, such as its install values with the BMC password. */
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
