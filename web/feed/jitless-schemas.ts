// Must be loaded before any schema is created: compiled schemas need `unsafe-eval`, which the page's content security policy does not allow.
import * as z from 'zod';

z.config({ jitless: true });
