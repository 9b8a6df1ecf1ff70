// `/agent.sh`: the agent for the installing machine, with the address filled in at which the machine requested it. That address is untrusted text
// that a shell will read: only a host and a port are accepted.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { agentScript } from '../../service/version.ts';
import { errorSchema } from '../schemas.ts';

/** A name, an IPv4 address, or an IPv6 address in brackets; with or without a port. */
const address = /^(?:[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
const placeholder = "\nserved_by=''\n";

const description = {
  summary: 'The agent for the installing machine: a shell script that reports to this service',
  produces: ['text/x-shellscript'],
  response: { 200: z.string(), 304: z.null(), 400: errorSchema },
};

export function registerAgent(app: FastifyInstance): void {
  const template = readFileSync(agentScript, 'utf8');
  app.withTypeProvider<ZodTypeProvider>().get('/agent.sh', { schema: description }, async ({ headers }, reply) => {
    const script = fillAgent(template, headers.host);
    if (script === null) return reply.code(400).send({ error: 'the Host header is not an address that a machine could report to' });
    const etag = `"${createHash('sha256').update(script).digest('base64url')}"`;
    reply.headers({ etag, vary: 'Host', 'cache-control': 'no-cache' });
    if (headers['if-none-match'] === etag) return reply.code(304).send(null);
    return reply.type('text/x-shellscript; charset=utf-8').send(script);
  });
}

/** The script for a machine that reached us at `host`; null if that is not an address. */
export function fillAgent(template: string, host: string | undefined): string | null {
  if (host === undefined || !address.test(host)) return null;
  return template.replace(placeholder, () => `\nserved_by='http://${host}'\n`);
}
