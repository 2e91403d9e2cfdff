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
  /** Of this revision of the scenario's model, or a newer one. */
  hierarchy(scenario: string, revision: number): Promise<Hierarchy>;
  /** Of those that are there. */
  revisions(scenarios: readonly string[]): Promise<ReadonlyMap<string, number>>;
  epochOf(document: number): Promise<number | undefined>;
  /** The stamp before which entries have settled; 0 where the document was never compacted. */
  settledBefore(document: number): Promise<number>;
}

interface KnownHierarchy {
  readonly revision: number;
  readonly hierarchy: Hierarchy;
}

/** Sheets of one scenario are usually opened together. */
const KEPT_HIERARCHIES = 8;

export function createSheetDirectory(db: Queryable): SheetDirectory {
  const hierarchies = new Map<string, Promise<KnownHierarchy>>();

  async function load(scenario: string): Promise<KnownHierarchy> {
    const { rows } = await db.query<{ tree: Tree; revision: number }>(
      'select hierarchie as tree, revision from scenarios where id = $1',
      [scenario],
    );
    const [row] = rows;
    if (!row) throw new Error(`scenario ${scenario} is gone`);
    return { revision: row.revision, hierarchy: buildHierarchy(row.tree) };
  }

  function keep(scenario: string, loading: Promise<KnownHierarchy>): Promise<KnownHierarchy> {
    hierarchies.set(scenario, loading);
    loading.catch(() => {
      if (hierarchies.get(scenario) === loading) hierarchies.delete(scenario);
    });
    const [oldest] = hierarchies.keys();
    if (hierarchies.size > KEPT_HIERARCHIES && oldest !== undefined) hierarchies.delete(oldest);
    return loading;
  }

  return {
    async find(scenario, sheet) {
      const { rows } = await db.query<Omit<SheetRow, 'scenario' | 'sheet' | 'owner'> & { owner: string | null }>(
        `select f.id as document, f.epoque as epoch, f.etat as state, s.revision, s.prive_de as owner
         from scenario_feuilles f join scenarios s on s.id = f.scenario_id
         where f.scenario_id = $1 and f.feuille = $2`,
        [scenario, sheet],
      );
      const row = rows[0];
      return row && { ...row, scenario, sheet, owner: row.owner ?? undefined };
    },
    async hierarchy(scenario, revision) {
      const known = hierarchies.get(scenario);
      const found = await known;
      if (found && found.revision >= revision) return found.hierarchy;
      // Whoever waited for the same old one has asked for the new one already.
      const newer = hierarchies.get(scenario);
      return (await (newer === undefined || newer === known ? keep(scenario, load(scenario)) : newer)).hierarchy;
    },
    async revisions(scenarios) {
      const { rows } = await db.query<{ id: string; revision: number }>(
        'select id, revision from scenarios where id = any($1::uuid[])',
        [scenarios],
      );
      return new Map(rows.map(({ id, revision }) => [id, revision]));
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
