// Kadeploy 3 and 2: the server's API, console output, the deployment log, and syslog messages.
import * as z from 'zod';
import { isReadBy } from '../contract/is-read-by.ts';
import type { PlugIn } from '../contract/plug-in.ts';
import { sourceKind, sourceName } from '../contract/source-kind.ts';
import { logSource } from '../following/log-source.ts';
import { beginOf } from './begin-of-text.ts';
import { createKadeployConsoleParser, isKadeployText } from './console.ts';
import { createKadeploySource } from './create-source.ts';
import { createKadeploy2Parser, isKadeploy2 } from './kadeploy-2.ts';
import { createKadeployLogParser } from './log.ts';
import { createKadeployPrograms } from './syslog-programs.ts';

const apiSource = sourceKind({
  schema: z.strictObject({
    type: z.literal('kadeploy'),
    url: z
      .string()
      .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/, 'an address such as https://kadeploy:25300, without user or password')
      .describe('REST API of a Kadeploy 3 server'),
    name: sourceName,
    user: z
      .string()
      .optional()
      .describe('user name for the API; must be one of `almighty_env_users` to read the deployments of other users'),
    password: z
      .string()
      .optional()
      .describe('password of the user; default: none, the server identifies the user by ident or by the address of this host'),
    passwordFile: z.string().optional().describe('file that contains the password, instead of `password`'),
    certificateFile: z.string().optional().describe('PEM file of the client certificate'),
    caFile: z
      .string()
      .optional()
      .describe("PEM file of the authority that signed the server's certificate; default: those that Node.js trusts"),
    trustAnyCertificate: z
      .boolean()
      .default(false)
      .describe('skip certificate verification: any server at this address receives the password; prefer `caFile`'),
    everySeconds: z.number().min(1).max(3_600).default(2).describe('seconds between two requests'),
  }),
  paths: ['passwordFile', 'certificateFile', 'caFile'],
  place: ({ url }) => url,
  create: (settings, { name, nowMs, onTrouble }) => createKadeploySource({ ...settings, name, nowMs, onTrouble }),
});

export const kadeploy = {
  name: 'kadeploy',
  page: 'deployers/kadeploy.md',
  deployerPrograms: createKadeployPrograms,
  formats: [
    {
      name: 'kadeploy-console',
      title: 'Kadeploy’s text',
      isSample: isKadeployText,
      createParser: (options) => createKadeployConsoleParser({ startMs: beginOf(createKadeployConsoleParser(), options) }),
    },
    {
      name: 'kadeploy-2',
      title: 'Kadeploy 2’s text',
      isLine: isKadeploy2,
      createParser: (options) => createKadeploy2Parser({ startMs: beginOf(createKadeploy2Parser(), options) }),
    },
    {
      name: 'kadeploy-log',
      title: 'Kadeploy’s log of deployments',
      isLine: isReadBy(createKadeployLogParser),
      createParser: createKadeployLogParser,
    },
  ],
  logNames: { names: ['kadeploy*.txt', 'kadeploy*.log', 'kadeploy*.csv'] },
  sources: [logSource('kadeploy-log', 'kadeploy-log'), logSource('kadeploy-console', 'kadeploy-console'), apiSource],
} satisfies PlugIn;
