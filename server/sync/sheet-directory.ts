import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { ScenarioState } from '../../shared/api/scenarios.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { DocumentRef } from './registry.ts';

export interface SheetRow extends DocumentRef {
  readonly state: ScenarioState;
  /** Whose private draft the scenario is. */
  readonly owner: string | undefined;
}

export interface SheetDirectory {
  find(scenario: string, sheet: string): Promise<SheetRow | undefined>;
  hierarchy(scenario: string): Promise<Hierarchy>;
  epochOf(document: number): Promise<number | undefined>;
  /** The stamp before which entries have settled; 0 where the document was never compacted. */
  settledBefore(document: number): Promise<number>;
}

/** Sheets of one scenario are usually opened together, and its hierarchy is frozen. */
const KEPT_HIERARCHIES = 8;

export function createSheetDirectory(db: Queryable): SheetDirectory {
  const hierarchies = new Map<string, Promise<Hierarchy>>();

  async function loadHierarchy(scenario: string): Promise<Hierarchy> {
    const { rows } = await db.query<{ tree: Tree }>('select hierarchie as tree from scenarios where id = $1', [
      scenario,
    ]);
    const tree = rows[0]?.tree;
    if (!tree) throw new Error(`scenario ${scenario} is gone`);
    return buildHierarchy(tree);
  }

  return {
    async find(scenario, sheet) {
      const { rows } = await db.query<{ document: number; epoch: number; state: ScenarioState; owner: string | null }>(
        `select f.id as document, f.epoque as epoch, f.etat as state, s.prive_de as owner
         from scenario_feuilles f join scenarios s on s.id = f.scenario_id
         where f.scenario_id = $1 and f.feuille = $2`,
        [scenario, sheet],
      );
      const row = rows[0];
      return row && { ...row, scenario, sheet, owner: row.owner ?? undefined };
    },
    hierarchy(scenario) {
      const known = hierarchies.get(scenario);
      if (known) return known;
      const loading = loadHierarchy(scenario);
      hierarchies.set(scenario, loading);
      loading.catch(() => hierarchies.delete(scenario));
      const [oldest] = hierarchies.keys();
      if (hierarchies.size > KEPT_HIERARCHIES && oldest !== undefined) hierarchies.delete(oldest);
      return loading;
    },
    async epochOf(document) {
      const { rows } = await db.query<{ epoch: number }>(
        'select epoque as epoch from scenario_feuilles where id = $1',
        [document],
      );
      return rows[0]?.epoch;
    },
    async settledBefore(document) {
      const { rows } = await db.query<{ stamp: number }>(
        'select reglee_avant as stamp from scenario_feuilles where id = $1',
        [document],
      );
      return rows[0]?.stamp ?? 0;
    },
  };
}
