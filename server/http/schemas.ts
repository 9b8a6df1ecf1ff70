// Schemas and messages that several routes share.
import * as z from 'zod';

export const errorSchema = z.object({ error: z.string() });
export const timeSchema = z.iso.datetime();
export const idParams = z.object({ id: z.string().max(300).describe('id, host name, MAC or address') });

export function unknownBackend(name: string): string {
  return `no backend is called ${name}`;
}
