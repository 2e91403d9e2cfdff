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
    /** Of its model: when it grows, load the model again. */
    revision: z.number().int(),
    /** A private draft: only this user and directors see it. */
    owner: z.uuid().optional(),
    /** The scenario it was copied from, or whose values it starts from; absent too where that one is gone. */
    forkedFrom: z.uuid().optional(),
  })
  .meta({ id: 'Scenario' });
export type Scenario = z.infer<typeof scenarioSchema>;

const nameSchema = z.string().trim().min(1).max(120);

const codeSchema = z.string().min(1).max(64);

/** A store without history, and what it starts from; `nothing` where its region has no history either. */
const copiedProfileSchema = z
  .object({
    store: z.string(),
    from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('store'), code: z.string() }),
      z.object({ kind: z.literal('region'), code: z.string(), stores: z.number().int() }),
      z.object({ kind: z.literal('nothing') }),
    ]),
  })
  .meta({ id: 'CopiedProfile' });

/** A leaf that net returns made start at 0, and what is so missing from the totals. */
const leftOutSchema = z
  .object({
    store: z.string(),
    category: z.string(),
    month: z.string(),
    units: z.number(),
    revenueTtc: z.number(),
    cost: z.number(),
  })
  .meta({ id: 'LeftOut' });

/** To be told once: what a plan starts from that is no sale of its own. */
const origins = { copied: z.array(copiedProfileSchema), leftOut: z.array(leftOutSchema) };

export const createdScenarioSchema = scenarioSchema.extend(origins);
export type CreatedScenario = z.infer<typeof createdScenarioSchema>;

export const addStoreSchema = z.strictObject({
  store: codeSchema,
  /** A store of the scenario whose base it starts from; else the average of its region. */
  like: codeSchema.optional(),
});
export type AddStore = z.infer<typeof addStoreSchema>;
export const storeAddedSchema = scenarioSchema.extend({ copied: copiedProfileSchema });
export type StoreAdded = z.infer<typeof storeAddedSchema>;

export const createScenarioSchema = z
  .strictObject({
    name: nameSchema,
    year: z.number().int().min(2000).max(2100),
    base: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('lastYear') }),
      z.strictObject({ kind: z.literal('scenario'), id: z.uuid() }),
    ]),
    /** For stores without history: the store whose profile they start from, by code. Only with `lastYear`. */
    profiles: z.record(codeSchema, codeSchema).optional(),
  })
  .refine(({ base, profiles }) => profiles === undefined || base.kind === 'lastYear', {
    path: ['profiles'],
    message: 'profiles are for a scenario that starts from lastYear',
  })
  .meta({ id: 'CreateScenario' });
export type CreateScenario = z.infer<typeof createScenarioSchema>;

/** What a scenario that starts from `lastYear` would start from: its stores, and those without history. */
export const startingPointSchema = z
  .object({ stores: z.array(z.object({ code: z.string(), name: z.string() })), copied: z.array(copiedProfileSchema) })
  .meta({ id: 'StartingPoint' });
export type StartingPoint = z.infer<typeof startingPointSchema>;

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

/** Everything that a plan is computed from beside its entries: the same for as long as `revision` is. */
export const scenarioModelSchema = z
  .object({
    scenario: scenarioSchema,
    revision: z.number().int(),
    tree: treeSchema,
    /** Leaf values to start from, at `GET /api/scenarios/:id/base?hash=…`; per month of the plan the month they come from. */
    base: z.object({
      hash: z.string(),
      sources: z.array(z.object({ month: z.string(), source: z.string().nullable() })),
    }),
    /** Actuals to compare the plan with, at the same address. */
    lastYear: z.object({ hash: z.string() }).nullable(),
    /** Leaf values of the closed months, at the same address; null where none is closed. */
    actuals: z.object({ hash: z.string() }).nullable(),
    /** Months 1 to n of the year are over: read-only, at the values of the actuals. */
    closedMonths: z.number().int().min(0).max(12),
    ...origins,
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

/** The month under way, from which shared/planning/landing.ts tells where any cell of it will end. */
export const landingSchema = z
  .object({
    /** `2026-11`; null where the year of the scenario is not under way. */
    month: z.string().nullable(),
    at: z.iso.datetime(),
    /** The last day that is over at the head office; null on the first of the month. */
    closedDay: z.string().nullable(),
    /** Net sales of the month so far; categories without any are left out. */
    stores: z.array(
      z.object({
        store: z.string(),
        categories: z.array(
          z.object({
            category: z.string(),
            units: z.number(),
            revenueTtc: z.number(),
            revenueHt: z.number(),
            cost: z.number(),
          }),
        ),
      }),
    ),
    /** By store, the part of its plan of the month that is still to come, 0 to 1. */
    remaining: z.record(z.string(), z.number()),
  })
  .meta({ id: 'Landing' });
export type Landing = z.infer<typeof landingSchema>;

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
