// Settings of a StarlingX source.
import * as z from 'zod';
import { sourceName } from '../contract/source-kind.ts';

/** Without user and password, because they would be shown wherever the address is. */
const apiAddress = (example: string) =>
  z.string().regex(/^https?:\/\/[^\s/@?#]+(?:\/[^\s@?#]*)?$/, `an address such as ${example}, without user or password`);

export const starlingxSettings = z
  .strictObject({
    type: z.literal('starlingx'),
    url: apiAddress('https://10.10.10.2:8119').describe('address of dcmanager on the system controller'),
    name: sourceName,
    keystoneUrl: apiAddress('https://10.10.10.2:5000')
      .optional()
      .describe('address of Keystone, which issues tokens for user name and password'),
    username: z.string().default('admin').describe('user name for Keystone'),
    password: z.string().optional().describe('password of the user'),
    passwordFile: z.string().optional().describe('file that contains the password, instead of `password`'),
    project: z.string().default('admin').describe('Keystone project'),
    userDomain: z.string().default('Default').describe('Keystone domain of the user'),
    projectDomain: z.string().default('Default').describe('Keystone domain of the project'),
    token: z.string().min(1).optional().describe('token, instead of user name and password'),
    tokenFile: z.string().optional().describe('file that contains the token; read again when the token is rejected'),
    caFile: z.string().optional().describe('PEM file of the authority that signed the certificates; default: those that Node.js trusts'),
    trustAnyCertificate: z
      .boolean()
      .default(false)
      .describe('skip certificate verification: any server at these addresses receives the password; prefer `caFile`'),
    everySeconds: z.number().min(5).max(3_600).default(30).describe('seconds between two requests'),
  })
  .refine((it) => [it.keystoneUrl, it.token, it.tokenFile].filter((way) => way !== undefined).length === 1, {
    error: 'set one of keystoneUrl (with username and password), token and tokenFile',
  })
  .refine((it) => it.keystoneUrl === undefined || (it.password === undefined) !== (it.passwordFile === undefined), {
    error: 'keystoneUrl needs password or passwordFile',
  });
export type StarlingxSettings = z.infer<typeof starlingxSettings>;
