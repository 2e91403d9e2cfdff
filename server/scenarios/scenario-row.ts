import { COMMONS } from '../../shared/scenario/document.ts';
import { notFound } from '../http/errors.ts';
import type { LeftOut } from '../../shared/planning/actual-leaves.ts';
import type { CopiedProfile } from '../../shared/planning/base-profiles.ts';
import type { Scenario, ScenarioState } from '../../shared/api/scenarios.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Queryable } from '../postgres/pool.ts';

export interface SheetRow {
  readonly document: number;
  /** `siege`, a region code, or `commons`. */
  readonly id: string;
  readonly state: ScenarioState;
  readonly epoch: number;
  readonly rejection: string | null;
}

export interface ScenarioRow {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly state: ScenarioState;
  readonly owner: string | null;
  readonly forkedFrom: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Grows with every change of what the plan is computed from. */
  readonly revision: number;
  readonly sheets: readonly SheetRow[];
}

/** What a plan is computed from. */
export interface PlanRow {
  readonly tree: Tree;
  readonly base: string;
  readonly sources: readonly { month: string; source: string | null }[];
  readonly lastYear: string | null;
  /** Of months [1, closedMonths]; null where none is closed. */
  readonly actuals: string | null;
  readonly closedMonths: number;
  readonly revision: number;
  readonly copied: readonly CopiedProfile[];
  readonly leftOut: readonly LeftOut[];
}

const SELECT = `
select s.id, s.nom as name, s.annee as year, s.etat as state, s.prive_de as owner, s.issu_de as "forkedFrom",
  s.cree_le as "createdAt", u.nom as "createdBy", s.revision,
  (select json_agg(json_build_object('document', f.id, 'id', f.feuille, 'state', f.etat, 'epoch', f.epoque, 'rejection', f.motif_rejet)
     order by f.feuille = 'commons', f.feuille <> 'siege', f.feuille collate "C")
   from scenario_feuilles f where f.scenario_id = s.id) as sheets
from scenarios s join utilisateurs u on u.id = s.cree_par`;

/** Newest first. */
export async function listScenarios(db: Queryable): Promise<ScenarioRow[]> {
  return (await db.query<ScenarioRow>(`${SELECT} order by s.cree_le desc, s.id`)).rows;
}

/** Throws 404. */
export async function findScenario(db: Queryable, id: string): Promise<ScenarioRow> {
  const { rows } = await db.query<ScenarioRow>(`${SELECT} where s.id = $1`, [id]);
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** Throws 404. */
export async function findPlan(db: Queryable, id: string): Promise<PlanRow> {
  const { rows } = await db.query<PlanRow>(
    `select hierarchie as tree, base, base_sources as sources, annee_precedente as "lastYear", reel as actuals,
       mois_clos as "closedMonths", revision, profils as copied, ecartes as "leftOut"
     from scenarios where id = $1`,
    [id],
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** @param mayWrite whether the reader of this answer may write a sheet */
export function toScenario(row: ScenarioRow, mayWrite: (sheet: SheetRow) => boolean): Scenario {
  const { owner, forkedFrom, sheets, createdAt, ...rest } = row;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    ...(owner !== null && { owner }),
    ...(forkedFrom !== null && { forkedFrom }),
    sheets: sheets.map((sheet) => ({
      id: sheet.id,
      access: mayWrite(sheet) ? 'write' : 'read',
      state: sheet.state,
      epoch: sheet.epoch,
      ...(sheet.rejection !== null && { rejection: sheet.rejection }),
    })),
  };
}

/** The regions of a scenario and its head office: what is written in, comments apart. */
export const planSheets = ({ sheets }: ScenarioRow): readonly SheetRow[] => sheets.filter(({ id }) => id !== COMMONS);

/** While every region is being written, its actuals follow the sales. */
export const isAllDraft = (scenario: ScenarioRow): boolean =>
  planSheets(scenario).every(({ state }) => state === 'draft');
