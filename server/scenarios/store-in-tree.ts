import { firstDay } from '../../shared/calendar/month.ts';
import { conflict, invalidContent } from '../http/errors.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Queryable } from '../postgres/pool.ts';

export interface CompanyStore {
  readonly code: string;
  readonly name: string;
  /** Its code. */
  readonly region: string;
  readonly regionName: string;
}

/** A store as the company has it. Throws 422 where there is none, or none any more in that year. */
export async function findStore(db: Queryable, code: string, year: number): Promise<CompanyStore> {
  const { rows } = await db.query<CompanyStore & { gone: boolean | null }>(
    `select m.code, m.nom as name, r.code as region, r.nom as "regionName", m.ferme_le < $2 as gone
     from magasins m join regions r on r.id = m.region_id where m.code = $1`,
    [code, firstDay(`${year}-01`)],
  );
  const [row] = rows;
  if (!row) throw invalidContent([{ path: 'store', code: 'unknown', message: `There is no store ${code}.` }]);
  if (row.gone) {
    throw invalidContent([{ path: 'store', code: 'closed', message: `The store ${code} closed before ${year}.` }]);
  }
  const { name, region, regionName } = row;
  return { code, name, region, regionName };
}

/** The tree with one store more, in the region it is in now. Throws 409 where it has the store. */
export function withStore(tree: Tree, { code, name, region, regionName }: CompanyStore): Tree {
  const home = tree.regions.find(({ stores }) => stores.some((store) => store.code === code));
  if (home) {
    throw conflict('store_exists', `The store ${code} is in this scenario already.`, { region: home.code });
  }
  const known = tree.regions.some((other) => other.code === region);
  const regions = known ? tree.regions : [...tree.regions, { code: region, name: regionName, stores: [] }];
  return {
    ...tree,
    regions: regions.map((other) =>
      other.code === region ? { ...other, stores: [...other.stores, { code, name }] } : other,
    ),
  };
}
