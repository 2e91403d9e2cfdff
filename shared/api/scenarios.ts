import { z } from 'zod';
import { editSchema } from '../scenario/entry.ts';

const scenarioStateSchema = z.enum(['draft', 'submitted', 'approved', 'published']).meta({ id: 'ScenarioState' });
export type ScenarioState = z.infer<typeof scenarioStateSchema>;

const sheetSchema = z
  .object({
    /** `siege`, a region code, or `commons`. */
    id: z.string(),
    access: z.enum(['write', 'read']),
    state: scenarioStateSchema,
    /** Of its document: a client with an older one starts from an empty document. */
    epoch: z.number().int(),
    /** Why it came back from approval, until it is submitted again. */
    rejection: z.string().optional(),
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
    /** Name of its author. */
    createdBy: z.string(),
    /** A private draft: only this user and directors see it. */
    owner: z.uuid().optional(),
    forkedFrom: z.uuid().optional(),
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

const namedSchema = z.object({ code: z.string(), name: z.string() });

/** The frozen hierarchy, as `buildHierarchy` of shared/hierarchy takes it. `vat` is a fraction. */
const treeSchema = z
  .object({
    year: z.number().int(),
    regions: z.array(namedSchema.extend({ stores: z.array(namedSchema) })),
    categories: z.array(namedSchema.extend({ vat: z.number() })),
    charges: z.array(namedSchema),
  })
  .meta({ id: 'ScenarioTree' });

/** Everything that stays as it is while a scenario is open. */
export const scenarioModelSchema = z
  .object({
    scenario: scenarioSchema,
    tree: treeSchema,
    /** Leaf values to start from, at `GET /api/scenarios/:id/base?hash=…`; per month of the plan the month they come from. */
    base: z.object({
      hash: z.string(),
      sources: z.array(z.object({ month: z.string(), source: z.string().nullable() })),
    }),
    /** Actuals to compare the plan with, at the same address. */
    lastYear: z.object({ hash: z.string() }).nullable(),
    /** Months 1 to n of the year are actuals: read-only, at the values of the base. */
    closedMonths: z.number().int().min(0).max(12),
    /** Who may have written entries, by the id they carry. */
    people: z.array(z.object({ id: z.uuid(), name: z.string() })),
    /** ms since 1970. */
    serverTime: z.number(),
  })
  .meta({ id: 'ScenarioModel' });
export type ScenarioModel = z.infer<typeof scenarioModelSchema>;

export const createVersionSchema = z.strictObject({ name: nameSchema });
/** Values of a moment, never changed. */
export const scenarioVersionSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    published: z.boolean(),
    /** Of its values, readable at `GET /api/scenarios/:id/base?hash=…`. */
    hash: z.string(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  })
  .meta({ id: 'ScenarioVersion' });
export type ScenarioVersion = z.infer<typeof scenarioVersionSchema>;

export const sheetActionSchema = z.strictObject({ sheet: z.string().min(1).max(64) });
export const rejectSheetSchema = z.strictObject({
  sheet: z.string().min(1).max(64),
  reason: z.string().trim().min(1).max(1000),
});

/** Addresses `measure|org|category|period`, e.g. `ca_ttc|R:IDF|*|2027-Q1`. */
export const cellsRequestSchema = z.strictObject({ cells: z.array(z.string().max(200)).min(1).max(50_000) });
export const cellsResponseSchema = z.object({
  cells: z.record(z.string(), z.number().nullable()),
  impossible: z.array(z.string()),
  conflicts: z.array(z.string()),
});
export type CellsResponse = z.infer<typeof cellsResponseSchema>;

export const historyQuerySchema = z.object({
  /** `siege` or a region code; all of them where absent. */
  sheet: z.string().min(1).max(64).optional(),
  /** The `next` of the page before. */
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
/** An entry that was acknowledged, whatever became of it. */
export const historyItemSchema = z
  .object({
    entry: editSchema.meta({ id: 'Edit' }),
    sheet: z.string(),
    /** The epoch it was written in. */
    epoch: z.number().int(),
    /** When it became durable. */
    at: z.iso.datetime(),
    user: z.object({ id: z.uuid(), name: z.string() }),
  })
  .meta({ id: 'HistoryItem' });
export type HistoryItem = z.infer<typeof historyItemSchema>;
/** Newest first. */
export const historySchema = z.object({ items: z.array(historyItemSchema), next: z.string().optional() });
export type History = z.infer<typeof historySchema>;
