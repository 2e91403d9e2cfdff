import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserPath } from '../e2e/browser.ts';
import { startProduct } from '../e2e/product.ts';
import { hashPassword } from '../server/accounts/passwords.ts';
import { createLog } from '../server/log.ts';
import { createPool, type Pool } from '../server/postgres/pool.ts';
import { scenarioModelSchema, type ScenarioModel } from '../shared/api/scenarios.ts';
import { buildHierarchy } from '../shared/hierarchy/hierarchy.ts';
import { decodeBase } from '../shared/planning/base-binary.ts';
import { createEngine } from '../shared/planning/engine.ts';
import { createRandom } from '../shared/planning/testing/random.ts';
import { budgetEdits } from './budget-edits.ts';
import { fillNationalCompany } from './national-company.ts';
import { installProbe } from './page-probe.ts';
import { startRetailServer } from './retail-database.ts';
import { latency, median, rounded, type Latency } from './statistics.ts';
import { writeJournal } from './write-journal.ts';

const SEED = 20270101;
const EDITS = 5_000;
const PASSWORD = 'a password of the bench';
const YEAR = new Date().getUTCFullYear() + 1;
const OPENINGS = 5;
const SCROLL_MS = 5_000;
/** A key down and up takes a fast typist this long: twelve keys a second. */
const KEY_MS = 80;
/** Their columns are in view on a screen of 1440 px. */
const MONTHS = [1, 2, 3, 4, 5].map((month) => `${YEAR}-0${month}`);

interface Counts {
  readonly edits: number;
  readonly openings: number;
  readonly scrollMs: number;
}

/**
 * The built product in two windows of one browser, on a plan of 500 stores × 20 categories × 12 months with 5,000 edits:
 * an own edit from its key to its drawn frame, a colleague's from its arrival to its drawn frame, scrolling all rows, and
 * opening. Floors of the same run: a key that changes one text, an empty page of the product, the bytes of the base alone.
 * Times in ms.
 */
export async function runBrowserBench(options: Partial<Counts> = {}): Promise<object> {
  const counts = { edits: 48, openings: OPENINGS, scrollMs: SCROLL_MS, ...options };
  const postgres = await startRetailServer();
  const databaseUrl = await postgres.database('browser', fillNationalCompany);
  const dataDir = await mkdtemp(join(tmpdir(), 'epm-bench-browser-'));
  const pool = createPool(databaseUrl, createLog('silent'));
  await addUsers(pool);
  const main = resolve('dist/server/main.js');
  const product = await startProduct({ databaseUrl, dataDir, password: PASSWORD, demo: false, main });
  const browser = await chromium.launch({
    executablePath: await browserPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
    ],
  });
  try {
    const [lea, max] = await Promise.all([signIn(browser, product.url, 'lea'), signIn(browser, product.url, 'max')]);
    const plan = await makePlan(lea, product.url, pool);
    const address = `${product.url}/scenarios/${plan.id}`;
    const opening = await measureOpening(browser, lea, address, plan, counts.openings);
    const hers = await openPage(lea, address, plan.regions);
    // Two windows share the cores of this machine, which two people do not: one's own edits are measured alone.
    const ownEdit = await measureOwn(hers, plan.regions, counts.edits);
    const scrolling = await measureScrolling(hers, counts.scrollMs);
    await hers.reload();
    await expand(hers, plan.regions);
    const his = await openPage(max, address, plan.regions);
    const remoteEdit = await measureRemote(hers, his, plan.regions, counts.edits);
    return { unit: 'ms', seed: SEED, leaves: 500 * 20 * 12, entries: EDITS, opening, ownEdit, remoteEdit, scrolling };
  } finally {
    await browser.close();
    await product.stop();
    await pool.end();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function addUsers(pool: Pool): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  await pool.query(
    `insert into utilisateurs (courriel, nom, mot_de_passe, role)
     values ('lea@bench.example', 'Léa', $1, 'analyst'), ('max@bench.example', 'Max', $1, 'analyst')`,
    [hash],
  );
}

async function signIn(browser: Browser, url: string, name: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  await context.addInitScript(installProbe);
  const answer = await context.request.post(`${url}/api/auth/login`, {
    headers: { Origin: url },
    data: { email: `${name}@bench.example`, password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`signing in was answered with ${answer.status()}`);
  return context;
}

interface Plan {
  readonly id: string;
  readonly hash: string;
  /** Code of a region and of a store in it that are not held, so that every edit moves the total of the company. */
  readonly regions: { readonly region: string; readonly store: string };
}

async function makePlan(context: BrowserContext, url: string, pool: Pool): Promise<Plan> {
  const created = await context.request.post(`${url}/api/scenarios`, {
    headers: { Origin: url },
    data: { name: 'Budget', year: YEAR, base: { kind: 'lastYear' } },
  });
  if (!created.ok()) throw new Error(`the scenario was answered with ${created.status()}: ${await created.text()}`);
  const { id } = (await created.json()) as { id: string };
  const model = await readModel(context, url, id);
  const hierarchy = buildHierarchy(model.tree);
  const bytes = await (await context.request.get(`${url}/api/scenarios/${id}/base?hash=${model.base.hash}`)).body();
  const decoded = decodeBase(new Uint8Array(bytes));
  if (!decoded.ok) throw new Error(`the base cannot be read: ${decoded.kind}`);
  const author = await pool.query<{ id: string }>('select id from utilisateurs order by courriel limit 1');
  const start = (Date.now() - 3_600_000) * 1000;
  const engine = createEngine({ hierarchy, base: decoded.base });
  const edits = budgetEdits(createRandom(SEED), hierarchy, engine, EDITS);
  const signed = edits.map((edit) => ({ ...edit, by: author.rows[0]?.id ?? '', at: start + edit.at }));
  await writeJournal(pool, hierarchy, id, signed);
  engine.append(edits);
  const isHeld = (org: string): boolean => engine.holds().some((hold) => hold.cell.split('|')[1] === org);
  const region = hierarchy.regions.find(({ code }) => !isHeld(`R:${code}`));
  const store = hierarchy.stores.slice(region?.from, region?.to).find(({ code }) => !isHeld(`M:${code}`));
  return { id, hash: model.base.hash, regions: { region: region?.code ?? '', store: store?.code ?? '' } };
}

async function readModel(context: BrowserContext, url: string, id: string): Promise<ScenarioModel> {
  const answer = await context.request.get(`${url}/api/scenarios/${id}/model`);
  return scenarioModelSchema.parse(await answer.json());
}

const cell = (row: string, column: string): string => `.ag-row[row-id="${row}"] .ag-cell[col-id="${column}"]`;
const TOTAL = cell('*|*', String(YEAR));

async function openPage(context: BrowserContext, address: string, names: Plan['regions']): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expand(page, names);
  return page;
}

/** Shows the stores of a region once the grid is filled. */
async function expand(page: Page, { region }: Plan['regions']): Promise<void> {
  await page.evaluate((selector) => window.probe.filled(selector), cell('*|*', MONTHS[0] ?? ''));
  await page.click(`.ag-row[row-id="R:${region}|*"] button`);
}

/** Each in a new window with an empty cache, then again in the same window. From the navigation to a grid with figures. */
async function measureOpening(browser: Browser, from: BrowserContext, address: string, plan: Plan, times: number) {
  const state = await from.storageState();
  const found = {
    first: [] as number[],
    again: [] as number[],
    edit: [] as number[],
    empty: [] as number[],
    base: [] as number[],
  };
  const figures = cell('*|*', MONTHS[0] ?? '');
  for (let n = 0; n < times; n++) {
    const context = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 } });
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'commit' });
    found.first.push(await page.evaluate((selector) => window.probe.filled(selector), figures));
    found.edit.push(await typed(page, '*|*', MONTHS[n % MONTHS.length] ?? '', n % 2 === 0 ? '+1 %' : '-1 %'));
    await page.reload({ waitUntil: 'commit' });
    found.again.push(await page.evaluate((selector) => window.probe.filled(selector), figures));
    await page.goto(new URL('/nowhere', address).href, { waitUntil: 'commit' });
    found.empty.push(await page.evaluate(() => window.probe.filled('main h2, h2')));
    found.base.push(
      await page.evaluate(fetchTime, new URL(`/api/scenarios/${plan.id}/base?hash=${plan.hash}`, address).href),
    );
    await context.close();
  }
  const floor = median(found.empty) + median(found.base);
  return {
    emptyCache: rounded(median(found.first)),
    again: rounded(median(found.again)),
    firstEditFromKey: rounded(median(found.edit)),
    floors: { emptyPage: rounded(median(found.empty)), baseBytes: rounded(median(found.base)) },
    againToFloor: rounded(median(found.again) / floor),
    target: 1_500,
  };
}

async function fetchTime(address: string): Promise<number> {
  const start = performance.now();
  await (await fetch(address, { cache: 'no-store' })).arrayBuffer();
  return performance.now() - start;
}

/** Types into a cell; the ms from Enter to the frame in which the cell and the year of the company are others. */
async function typed(page: Page, row: string, column: string, text: string, delay = KEY_MS): Promise<number> {
  await watch(page, [cell(row, column), TOTAL]);
  await page.click(cell(row, column));
  await page.keyboard.type(text, { delay });
  await page.keyboard.press('Enter');
  return page.evaluate(async () => ((await window.begun) ?? 0) - window.probe.enter);
}

/** From now on: what is done next must not be over before the page looks. */
function watch(page: Page, selectors: readonly string[]): Promise<void> {
  return page.evaluate((cells) => {
    window.begun = window.probe.painted(cells);
  }, selectors);
}

const rowsOf = ({ region, store }: Plan['regions']): Readonly<Record<string, string>> => ({
  company: '*|*',
  region: `R:${region}|*`,
  store: `M:${store}|*`,
});

async function measureOwn(page: Page, names: Plan['regions'], count: number) {
  const levels: Record<string, number[]> = { company: [], region: [], store: [] };
  const bare: number[] = [];
  for (let n = 0; n < count; n++) {
    for (const [level, row] of Object.entries(rowsOf(names))) {
      levels[level]?.push(await typed(page, row, ...(await nextEdit(page, row, n))));
      bare.push(await bareKey(page));
    }
  }
  const burst: number[] = [];
  for (let n = 0; n < count / 2; n++) burst.push(await typed(page, '*|*', ...(await nextEdit(page, '*|*', n)), 0));
  const all = latency(Object.values(levels).flat());
  const floor = latency(bare);
  return {
    ...all,
    byLevel: Object.fromEntries(Object.entries(levels).map(([level, times]) => [level, short(times)])),
    // No person types like this: nothing can be worked out between the keys.
    companyWithoutPause: short(burst),
    floors: { bareKey: floor },
    overFloor: { p50: rounded(all.p50 - floor.p50), p95: rounded(all.p95 - floor.p95) },
    targetP95: 50,
  };
}

/** One window types, the other is watched: sender, receiver and server share the machine. */
async function measureRemote(from: Page, to: Page, names: Plan['regions'], count: number) {
  const found: number[] = [];
  for (let n = 0; n < count; n++) {
    for (const row of Object.values(rowsOf(names))) {
      const [column, text] = await nextEdit(from, row, n);
      await watch(to, [cell(row, column), TOTAL]);
      await typed(from, row, column, text);
      found.push(await to.evaluate(async () => ((await window.begun) ?? 0) - window.probe.arrived));
    }
  }
  return latency(found);
}

/** Percentages and amounts in turn, over the months in view. */
async function nextEdit(page: Page, row: string, n: number): Promise<[column: string, text: string]> {
  const column = MONTHS[n % MONTHS.length] ?? '';
  return [column, n % 2 === 0 ? '+3 %' : await nearby(page, row, column)];
}

const short = (times: readonly number[]): Pick<Latency, 'p50' | 'p95'> => {
  const { p50, p95 } = latency(times);
  return { p50, p95 };
};

/** What the browser needs from a key to a drawn frame without the product. */
async function bareKey(page: Page): Promise<number> {
  await page.evaluate(() => {
    window.begun = window.probe.bareKey();
  });
  await page.keyboard.press('F9');
  return page.evaluate(async () => (await window.begun) ?? 0);
}

/** An amount some percent below what stands in the cell. */
async function nearby(page: Page, row: string, column: string): Promise<string> {
  const text = await page.locator(cell(row, column)).innerText();
  return String(Math.round(Number(text.replaceAll(/\D/gu, '')) * 0.97));
}

/** All rows open, the wheel turned without a pause. */
async function measureScrolling(page: Page, ms: number) {
  await page.click('[data-testid="level-3"]');
  const rows = Number(await page.locator('[aria-rowcount]').first().getAttribute('aria-rowcount'));
  await page.hover(cell('*|*', MONTHS[0] ?? ''));
  await page.evaluate(() => {
    window.endFrames = window.probe.frames();
  });
  const until = Date.now() + ms;
  while (Date.now() < until) await page.mouse.wheel(0, 240);
  const distances = await page.evaluate(() => window.endFrames?.() ?? []);
  const late = distances.filter((distance) => distance > 32).length;
  return {
    rows,
    frames: distances.length,
    over32ms: rounded(late / distances.length, 4),
    distance: latency(distances),
  };
}
