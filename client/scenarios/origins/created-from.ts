import { z } from 'zod';

/** Travels with the address from the dialog that made a scenario to its first page. */
const schema = z.object({ created: z.object({ from: z.string().optional() }) });

export interface CreatedFrom {
  /** Name of the scenario whose values it starts from; absent where it starts from sales. */
  readonly from?: string | undefined;
}

export const createdState = (created: CreatedFrom): { created: CreatedFrom } => ({ created });

/** @param state of the address, which a browser keeps and may have kept from an earlier release */
export function readCreated(state: unknown): CreatedFrom | undefined {
  const parsed = schema.safeParse(state);
  return parsed.success ? parsed.data.created : undefined;
}
