import { z } from 'zod';

/** What a sync connection asks for. */
export interface SyncPath {
  readonly scenario: string;
  readonly sheet: string;
  /** The epoch the client's document is of. */
  readonly epoch: number | undefined;
  /** Version of the protocol the client speaks. */
  readonly version: number;
}

const whole = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31);
const schema = z.object({
  scenario: z.uuid(),
  // A database answers NUL with an error instead of finding nothing.
  sheet: z
    .string()
    .min(1)
    .max(64)
    .regex(/^\P{Cc}+$/u),
  epoch: whole.optional(),
  version: whole.default(1),
});

/** Reads `/sync/<scenario>/<sheet>?epoch=n&v=n`; undefined for what names no document. */
export function parseSyncPath(url: string): SyncPath | undefined {
  try {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [, , scenario, sheet, ...more] = pathname.split('/').map(decodeURIComponent);
    if (more.length > 0) return undefined;
    const parsed = schema.safeParse({
      scenario,
      sheet,
      epoch: searchParams.get('epoch') ?? undefined,
      version: searchParams.get('v') ?? undefined,
    });
    return parsed.success ? { ...parsed.data, epoch: parsed.data.epoch } : undefined;
  } catch {
    // A path that cannot be decoded.
    return undefined;
  }
}
