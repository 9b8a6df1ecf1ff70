// Limits in the settings and in inventories: how long a machine may take to reach a stage.
import * as z from 'zod';

const seconds = z.number().positive().max(31_536_000);
const limitKinds = ['limitSeconds', 'failAfterSeconds'] as const;
const limitPair = z
  .record(z.string(), seconds)
  .refine((limits) => Object.keys(limits).length > 0 && Object.keys(limits).every((key) => limitKinds.some((kind) => kind === key)))
  .pipe(z.strictObject({ limitSeconds: seconds.optional(), failAfterSeconds: seconds.optional() }));
export const limitsByStageSchema = z.record(z.string(), z.union([seconds, limitPair]));
export const limitsSchema = z
  .object({ backends: z.record(z.string(), limitsByStageSchema).optional() })
  .catchall(z.union([seconds, limitPair, limitsByStageSchema], 'seconds, or seconds by stage; greater than 0'));
type LimitsByStage = z.infer<typeof limitsByStageSchema>;
type StageLimit = LimitsByStage[string];
/** Seconds by stage, or by workflow and stage; under `backends`, and only there, by node set and stage. */
export type LimitSettings = Readonly<Record<string, StageLimit | LimitsByStage | Record<string, LimitsByStage> | undefined>>;
