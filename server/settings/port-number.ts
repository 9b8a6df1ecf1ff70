// The number of a TCP or UDP port, as settings give it. 0 mostly means none, or any.
import * as z from 'zod';

export const portNumber = z.int().min(0).max(65_535);
