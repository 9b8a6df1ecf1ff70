// Shapes that several routes share.
import * as z from 'zod';

export const errorSchema = z.object({ error: z.string() });
export const idParams = z.object({ id: z.string().max(300).describe('id, host name, MAC or address') });
