// The number of a TCP or UDP port in settings. 0 usually means none or any.
import * as z from 'zod';

export const portNumber = z.int().min(0).max(65_535);
