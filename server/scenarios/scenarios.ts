import { COMMONS } from '../../shared/scenario/document.ts';
import { SYNC_CLOSE } from '../../shared/api/sync.ts';
import { can } from '../accounts/can.ts';
import { principalId } from '../accounts/user.ts';
import { forbidden, invalidContent, notFound, tooManyRequests } from '../http/errors.ts';
import { addStore } from './add-store.ts';
import { audit } from './audit.ts';
import { readBaseOf, unpackBase } from './bases.ts';
import { createFromLastYear, createFromScenario, forkScenario } from './create-scenario.ts';
import { createClosedSales } from './closed-sales.ts';
import { createDurablePlans } from './durable-plan.ts';
import { engineOf } from './engine-of.ts';
import { exportFile } from './export-file.ts';
import { createLandings } from './landings.ts';
import { planThreadHere } from './plan-thread.ts';
import { publishScenario } from './publish.ts';
import { createActualsRefresh } from './refresh-actuals.ts';
import { findPlan, findScenario, listScenarios, toScenario } from './scenario-row.ts';
import { moveSheet } from './sheet-states.ts';
import { readStartingPoint } from './starting-point.ts';
import { insertVersion, listVersions } from './versions.ts';
import type {
  AddStore,
  CellsResponse,
  CreatedScenario,
  CreateScenario,
  History,
  Landing,
  Scenario,
  ScenarioModel,
  ScenarioVersion,
  StartingPoint,
  StoreAdded,
} from '../../shared/api/scenarios.ts';
import type { SyncCloseCode, SyncCloseReason } from '../../shared/api/sync.ts';
import type { User } from '../../shared/api/session.ts';
import type { Principal } from '../accounts/user.ts';
import type { Limiter } from '../redis/limiter.ts';
import type { Pool, Queryable } from '../postgres/pool.ts';
import type { EntrySource } from './durable-plan.ts';
import type { ExportFile, ExportFormat } from './export-file.ts';
import type { PlanRow, ScenarioRow } from './scenario-row.ts';
import type { PlanThread } from './plan-thread.ts';
import type { SheetAction } from './sheet-states.ts';

/** The part of the sync that scenarios need. */
export interface ScenarioSync {
  readonly entries: EntrySource;
  /** Entries of all epochs, newest first; undefined for a `before` that is no cursor of ours. */
  readonly history: (query: HistoryQuery) => Promise<History | undefined>;
  /** Ends open connections whose rights changed. */
  readonly closeFor: (
    concerns: (connection: { scenario: string; sheet: string }) => boolean,
    code: SyncCloseCode,
    reason: SyncCloseReason,
  ) => void;
  /** Sends those who work on an older model to load it again. */
  readonly modelChanged: (scenario: string, revision: number) => void;
}

export interface HistoryQuery {
  readonly scenario: string;
  /** All sheets where absent. */
  readonly sheet?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface ScenariosOptions {
  readonly pool: Pool;
  /** For reads that may lag a little; the pool itself where there is no replica. */
  readonly replica?: Queryable | undefined;
  readonly sync: ScenarioSync;
  /** Where plans are computed; where absent, here. */
  readonly threads?: readonly PlanThread[];
  /** Copies one person makes: each has all entries of its source, and stays. */
  readonly forks?: Limiter;
  /** ms since 1970. */
  readonly now?: () => number;
}

/** What people do with scenarios beside writing in them. A scenario the principal may not see is answered 404. */
export interface Scenarios {
  list(principal: Principal): Promise<Scenario[]>;
  get(principal: Principal, id: string): Promise<Scenario>;
  create(principal: Principal, request: CreateScenario): Promise<CreatedScenario>;
  /** What `create` from last year would start from. Throws 409 where there is nothing to plan. */
  startingPoint(year: number): Promise<StartingPoint>;
  fork(principal: Principal, id: string, name: string): Promise<Scenario>;
  model(principal: Principal, id: string): Promise<ScenarioModel>;
  addStore(principal: Principal, id: string, request: AddStore): Promise<StoreAdded>;
  /** Bytes of leaf values and their hash; without `hash` those the scenario starts from. */
  base(principal: Principal, id: string, hash: string | undefined): Promise<{ hash: string; bytes: Uint8Array }>;
  cells(principal: Principal, id: string, addresses: readonly string[]): Promise<CellsResponse>;
  history(principal: Principal, id: string, query: Omit<HistoryQuery, 'scenario'>): Promise<History>;
  move(
    principal: Principal,
    id: string,
    move: { sheet: string; action: SheetAction; reason?: string },
  ): Promise<Scenario>;
  publish(principal: Principal, id: string): Promise<Scenario>;
  addVersion(principal: Principal, id: string, name: string): Promise<ScenarioVersion>;
  versions(principal: Principal, id: string): Promise<ScenarioVersion[]>;
  landing(principal: Principal, id: string): Promise<Landing>;
  export(principal: Principal, id: string, format: ExportFormat): Promise<ExportFile>;
  now(): number;
}

export function createScenarios({
  pool,
  replica = pool,
  sync,
  threads = [planThreadHere()],
  forks = async () => undefined,
  now = Date.now,
}: ScenariosOptions): Scenarios {
  const plans = createDurablePlans(pool, sync.entries, threads);
  const closed = createClosedSales(pool, now);
  const actuals = createActualsRefresh(pool, closed, now);
  const landings = createLandings(replica, now);

  async function find(principal: Principal, id: string): Promise<ScenarioRow> {
    const row = await findScenario(pool, id);
    if (!mayRead(principal, row)) throw notFound();
    return row;
  }

  /** With its actuals as the sales are now. */
  async function findCurrent(principal: Principal, id: string): Promise<ScenarioRow> {
    const row = await find(principal, id);
    if (!(await actuals.refresh(row))) return row;
    const next = await find(principal, id);
    sync.modelChanged(id, next.revision);
    return next;
  }

  const get = async (principal: Principal, id: string): Promise<Scenario> =>
    present(principal, await find(principal, id));

  function changed(scenario: string, sheets: readonly string[]): void {
    sync.closeFor((c) => c.scenario === scenario && sheets.includes(c.sheet), SYNC_CLOSE.rightsChanged, {
      code: 'state',
    });
  }

  return {
    get,
    now,
    async list(principal) {
      const rows = await listScenarios(pool);
      return rows.filter((row) => mayRead(principal, row)).map((row) => present(principal, row));
    },
    async create(principal, { name, year, base, profiles = {} }) {
      const about = { name, year, author: userOf(principal).id, now: now() };
      let id: string;
      if (base.kind === 'lastYear') id = await createFromLastYear(pool, closed, about, profiles);
      else {
        const source = await findCurrent(principal, base.id);
        const { tree, packed } = await plans.read(source, about.author);
        // Closed months come from their actuals, not from what the base says of them.
        const { sources } = presentPlan(await findPlan(pool, source.id)).base;
        const start = { id: source.id, tree, sources, values: unpackBase(packed.bytes) };
        id = await createFromScenario(pool, closed, start, about);
      }
      await audit(pool, principal, 'scenario.create', id, { name, year, base, profiles });
      const { copied, leftOut } = await findPlan(pool, id);
      return { ...(await get(principal, id)), copied: [...copied], leftOut: [...leftOut] };
    },
    async startingPoint(year) {
      const { tree, plan } = await readStartingPoint(pool, year, now());
      const stores = tree.regions.flatMap((region) => region.stores.map(({ code, name }) => ({ code, name })));
      return { stores, copied: [...plan.copied] };
    },
    async fork(principal, id, name) {
      const source = await find(principal, id);
      const author = userOf(principal).id;
      const wait = await forks(author);
      if (wait !== undefined) throw tooManyRequests(wait);
      // Who may not start a scenario for everybody works on a copy of his own.
      const owner = can(principal, 'scenario.create') === 'allowed' ? null : author;
      const fork = await forkScenario(pool, source, { name, author, owner });
      await audit(pool, principal, 'scenario.fork', fork, { name, from: id });
      return get(principal, fork);
    },
    async model(principal, id) {
      const row = await findCurrent(principal, id);
      const plan = await findPlan(pool, id);
      return {
        scenario: present(principal, row),
        ...presentPlan(plan),
        people: await readPeople(pool, id),
        serverTime: now(),
      };
    },
    async addStore(principal, id, request) {
      await find(principal, id);
      const copied = await addStore(pool, closed, id, request, now());
      await audit(pool, principal, 'scenario.addStore', id, request);
      const scenario = await get(principal, id);
      sync.modelChanged(id, scenario.revision);
      return { ...scenario, copied };
    },
    async base(principal, id, hash) {
      await find(principal, id);
      const asked = hash ?? (await findPlan(pool, id)).base;
      return { hash: asked, bytes: await readBaseOf(pool, id, asked) };
    },
    async cells(principal, id, addresses) {
      const answer = await plans.cells(await findCurrent(principal, id), addresses, principalId(principal));
      if (answer.kind === 'unknown') {
        throw invalidContent(answer.issues, 'Some of the addresses name no cell of this scenario.');
      }
      const { kind: _kind, ...cells } = answer;
      return cells;
    },
    async history(principal, id, query) {
      const { sheets } = await find(principal, id);
      const known = sheets.some((sheet) => sheet.id === query.sheet && sheet.id !== COMMONS);
      if (query.sheet !== undefined && !known) {
        throw invalidContent([{ path: 'sheet', code: 'unknown', message: 'This scenario has no such sheet.' }]);
      }
      const page = await sync.history({ ...query, scenario: id });
      if (page) return page;
      throw invalidContent([{ path: 'before', code: 'malformed', message: 'Give the `next` of an earlier page.' }]);
    },
    async move(principal, id, { sheet, action, reason }) {
      await find(principal, id);
      const sheets = await moveSheet(pool, id, { sheet, action, ...(reason !== undefined && { reason }) });
      changed(id, sheets);
      await audit(pool, principal, `scenario.${action}`, id, { sheet, reason });
      return get(principal, id);
    },
    async publish(principal, id) {
      const row = await find(principal, id);
      await publishScenario(pool, plans, row, userOf(principal).id);
      changed(
        id,
        row.sheets.map((sheet) => sheet.id).filter((sheet) => sheet !== COMMONS),
      );
      await audit(pool, principal, 'scenario.publish', id);
      return get(principal, id);
    },
    async addVersion(principal, id, name) {
      const author = userOf(principal).id;
      const plan = await plans.read(await findCurrent(principal, id), author);
      const version = await insertVersion(pool, id, { name, author, published: false, plan });
      await audit(pool, principal, 'scenario.version', id, { name });
      const versions = await listVersions(pool, id);
      return versions.find((other) => other.id === version) ?? Promise.reject(new Error('the version is gone'));
    },
    async versions(principal, id) {
      await find(principal, id);
      return listVersions(pool, id);
    },
    async landing(principal, id) {
      await find(principal, id);
      return landings.read((await findPlan(pool, id)).tree);
    },
    async export(principal, id, format) {
      const row = await findCurrent(principal, id);
      return exportFile(engineOf(await plans.read(row, principalId(principal))), row.name, format);
    },
  };
}

function mayRead(principal: Principal, { owner }: ScenarioRow): boolean {
  return can(principal, 'scenario.read', { owner: owner ?? undefined }) === 'allowed';
}

function present(principal: Principal, row: ScenarioRow): Scenario {
  return toScenario(row, ({ id, state }) => can(principal, 'sheet.write', { sheet: id, state }) === 'allowed');
}

function presentPlan(plan: PlanRow): Omit<ScenarioModel, 'scenario' | 'people' | 'serverTime'> {
  const { tree, base, lastYear, actuals, closedMonths, revision, copied, leftOut } = plan;
  // A closed month is its own source, whatever the base has for it.
  const sources = plan.sources.map(({ month, source }, index) => ({
    month,
    source: index < closedMonths ? month : source,
  }));
  return {
    revision,
    tree: tree as ScenarioModel['tree'],
    base: { hash: base, sources },
    lastYear: lastYear === null ? null : { hash: lastYear },
    actuals: actuals === null ? null : { hash: actuals },
    closedMonths,
    copied: [...copied],
    leftOut: [...leftOut],
  };
}

/** Scenarios have authors: a machine client is none. */
function userOf(principal: Principal): User {
  if (principal.kind !== 'user') throw forbidden();
  return principal.user;
}

/** Who may write, and whoever wrote here. */
async function readPeople(pool: Pool, scenario: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select u.id, u.nom as name from utilisateurs u
     where (u.actif and u.role <> 'reader') or u.id in (
       select j.utilisateur_id from scenario_feuilles f join journal j on j.feuille_id = f.id where f.scenario_id = $1)
     order by u.nom, u.id`,
    [scenario],
  );
  return rows;
}
