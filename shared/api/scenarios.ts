import { z } from 'zod';

export const scenarioStateSchema = z
  .enum(['draft', 'submitted', 'approved', 'published'])
  .meta({ id: 'ScenarioState' });
export type ScenarioState = z.infer<typeof scenarioStateSchema>;

export const sheetSchema = z
  .object({
    /** `siege`, a region code, or `commons`. */
    id: z.string(),
    access: z.enum(['write', 'read']),
    state: scenarioStateSchema,
  })
  .meta({ id: 'Sheet' });
export type Sheet = z.infer<typeof sheetSchema>;

export const scenarioSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    year: z.number().int(),
    state: scenarioStateSchema,
    sheets: z.array(sheetSchema),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  })
  .meta({ id: 'Scenario' });
export type Scenario = z.infer<typeof scenarioSchema>;

const nameSchema = z.string().trim().min(1).max(120);

export const createScenarioSchema = z
  .strictObject({
    name: nameSchema,
    year: z.number().int().min(2000).max(2100),
    base: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('lastYear') }),
      z.strictObject({ kind: z.literal('scenario'), id: z.uuid() }),
    ]),
  })
  .meta({ id: 'CreateScenario' });
export type CreateScenario = z.infer<typeof createScenarioSchema>;

export const forkScenarioSchema = z.strictObject({ name: nameSchema });

/** Addresses `measure|org|category|period`, e.g. `ca_ttc|R:IDF|*|2027-Q1`. */
export const cellsRequestSchema = z.strictObject({ cells: z.array(z.string().max(200)).min(1).max(50_000) });
export const cellsResponseSchema = z.object({
  cells: z.record(z.string(), z.number().nullable()),
  impossible: z.array(z.string()),
  conflicts: z.array(z.string()),
});
export type CellsResponse = z.infer<typeof cellsResponseSchema>;
