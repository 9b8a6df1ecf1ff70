// Client for the REST API of a Kadeploy 3 server: paths, login, and response schemas. It never requests /logs or /debugs: reading them removes
// them for the user who owns the deployment.
import * as z from 'zod';
import { cleanText } from '../health/health-body.ts';
import type { Automata, Instance } from './events.ts';
import type { ApiAnswer, ApiClient } from '../network/api-client.ts';
import { ApiError } from '../network/api-error.ts';

const hosts = z.array(z.string());
/** Cleaned, because it is shown in logs and terminals. */
const text = z.string().transform(cleanText).nullish();
/** Used in URL paths. */
const widText = z.string().regex(/^[\w-]{1,80}$/);
const deploymentSchema = z.object({
  /** Kadeploy's documentation calls it id, its code wid. */
  wid: widText.optional(),
  id: widText.optional(),
  user: text,
  done: z.boolean(),
  error: z.boolean().default(false),
  start_time: z.number(),
  time: z.number().optional(),
  environment: z.object({ name: text, version: z.union([z.string(), z.number()]).nullish(), user: z.string().nullish() }).nullish(),
  /** A flat list if the user lacks permission to see node states. */
  nodes: z.union([hosts, z.object({ ok: hosts.default([]), ko: hosts.default([]), processing: hosts.default([]) })]).nullish(),
});
export type ApiDeployment = z.infer<typeof deploymentSchema>;

const stateSchema = z.object({ macro: text, micro: text, state: text, error: text });
export type NodeState = z.infer<typeof stateSchema>;
const statesSchema = z.record(z.string(), stateSchema).nullable();

const microSchema = z.object({ nodes: z.record(z.string(), hosts).default({}), time: z.number().nullish() });
/** Macro steps, plus the lists OK and KO. */
const macroSchema = z.record(z.string(), z.union([microSchema, hosts]));
const statusSchema = z.record(z.string(), z.record(z.string(), z.union([hosts, macroSchema]))).nullable();
export type ApiStatus = NonNullable<z.infer<typeof statusSchema>>;

const instanceSchema = z.union([
  z.object({ name: z.string(), retries: z.coerce.number().default(0), timeout: z.coerce.number().default(0) }),
  z
    .tuple([z.string(), z.coerce.number(), z.coerce.number()], z.unknown())
    .transform(([name, retries, timeout]) => ({ name, retries, timeout })),
]);
const infoSchema = z.object({ automata: z.record(z.string(), z.record(z.string(), z.array(instanceSchema))).default({}) });
const nodesSchema = z.record(z.string(), z.object({ state: text }).nullable()).nullable();

/** Credentials, each optional. Without a password, the server identifies the user by ident or by its list of trusted hosts. */
export interface KadeployLogin {
  user: string | undefined;
  /** HTTP Basic. */
  password: string | undefined;
  /** PEM; sent base64-encoded in a header. */
  certificate: string | undefined;
}

const usualPrefix = 'X-Kadeploy-';

export class KadeployApi {
  private readonly client: ApiClient;
  private readonly login: KadeployLogin;
  private headers: Record<string, string> | undefined;

  constructor(client: ApiClient, login: KadeployLogin) {
    this.client = client;
    this.login = login;
  }

  async deployments(signal: AbortSignal): Promise<ApiAnswer<ApiDeployment[]>> {
    return this.ask('/deployment', z.array(deploymentSchema), signal);
  }

  async states(wid: string, signal: AbortSignal): Promise<Record<string, NodeState>> {
    return (await this.ask(`/deployment/${wid}/state`, statesSchema, signal)).value ?? {};
  }

  async status(wid: string, signal: AbortSignal): Promise<ApiStatus> {
    return (await this.ask(`/deployment/${wid}/status`, statusSchema, signal)).value ?? {};
  }

  /** Why the whole deployment failed. The server re-raises the stored error, so it arrives as an error response. Empty if there is no reason. */
  async error(wid: string, signal: AbortSignal): Promise<string> {
    const headers = await this.loggedIn(signal);
    try {
      return cleanText((await this.client.askText({ path: `/deployment/${wid}/error`, headers, signal })).value);
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 400 && error.status !== 500)) throw error;
      return cleanText(errorInfo(error) || (/^(?!-{4}).+$/m.exec(error.body)?.[0] ?? ''));
    }
  }

  /** Keyed by cluster. */
  async automata(signal: AbortSignal): Promise<Map<string, Automata>> {
    const { value } = await this.ask('/info', infoSchema, signal);
    return new Map(Object.entries(value.automata).map(([cluster, steps]) => [cluster, new Map<string, Instance[]>(Object.entries(steps))]));
  }

  /** Statistics of a finished deployment, as CSV. */
  async statistics(wid: string, signal: AbortSignal): Promise<string> {
    const headers = { ...(await this.loggedIn(signal)), accept: '*/*' };
    return (await this.client.askText({ path: '/stats', query: { wid }, headers, signal })).value;
  }

  /** State of each node in the server's database. */
  async nodes(signal: AbortSignal): Promise<Record<string, { state?: string | null | undefined } | null>> {
    return (await this.ask('/nodes', nodesSchema, signal)).value ?? {};
  }

  close(): void {
    this.client.close();
  }

  private async ask<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<ApiAnswer<T>> {
    try {
      return await this.client.ask({ path, headers: await this.loggedIn(signal), signal }, schema);
    } catch (error) {
      // The prefix may have changed.
      if (error instanceof ApiError && error.kind === 'refused') this.headers = undefined;
      throw inWords(error);
    }
  }

  private async loggedIn(signal: AbortSignal): Promise<Record<string, string>> {
    this.headers ??= this.headersWith(await this.askPrefix(signal));
    return this.headers;
  }

  /** The response is text, with or without quotes. A server without this endpoint uses the default prefix. */
  private async askPrefix(signal: AbortSignal): Promise<string> {
    try {
      const { value } = await this.client.askText({ path: '/auth_headers_prefix', headers: { accept: '*/*' }, signal });
      const prefix = value.trim().replace(/^"|"$/g, '');
      return /^[\w-]{1,64}$/.test(prefix) ? prefix : usualPrefix;
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'missing') return usualPrefix;
      throw error;
    }
  }

  private headersWith(prefix: string): Record<string, string> {
    const { user, password, certificate } = this.login;
    const basic = Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64');
    return {
      ...(user !== undefined && password === undefined && { [`${prefix}User`]: user }),
      ...(password !== undefined && { authorization: `Basic ${basic}` }),
      ...(certificate !== undefined && { [`${prefix}Certificate`]: Buffer.from(certificate).toString('base64') }),
    };
  }
}

/** Value of `X-Application-Error-Code`. */
const invalidWorkflowId = '1';

/** Kadeploy's error text is base64-encoded in a header. */
function errorInfo({ headers }: ApiError): string {
  return cleanText(Buffer.from(String(headers['x-application-error-info'] ?? ''), 'base64').toString()).slice(0, infoLength);
}

const infoLength = 1_000;

function inWords(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.status !== 400) return error;
  const { headers, body, message } = error;
  const kind = headers['x-application-error-code'] === invalidWorkflowId ? 'missing' : error.kind;
  const info = errorInfo(error);
  return new ApiError(kind, info === '' ? message : `${message} (${info})`, { headers, body, status: 400 });
}

export function widOf({ wid, id }: ApiDeployment): string {
  return wid ?? id ?? '';
}

/** All nodes of a deployment, in any state. */
export function nodesOf({ nodes }: ApiDeployment): string[] {
  if (!nodes) return [];
  return Array.isArray(nodes) ? nodes : [...nodes.ok, ...nodes.ko, ...nodes.processing];
}
