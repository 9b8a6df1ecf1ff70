// Must be loaded before any schema is made: compiled checks need `unsafe-eval`, which the page's content security policy does not grant.
import * as z from 'zod';

z.config({ jitless: true });
