import { test as base, type Browser, type BrowserContext, type Cookie, type Page } from '@playwright/test';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../db/embedded.ts';
import { silentLog } from '../db/log.ts';
import { startProduct, type Product } from './product.ts';

export const PASSWORD = 'a password of the scenes';

/** The running product on a database of its own, which outlives a kill of the product. */
export interface Stage {
  product: Product;
  database: pg.Pool;
  /** SIGKILL, then the same command at the same address. */
  killAndRestart(whileDown?: () => Promise<void>): Promise<void>;
}

export const test = base.extend<{ windows: void }, { stage: Stage }>({
  stage: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'epm-e2e-'));
      // Root gives the database to another user, who must be able to get there.
      await chmod(dataDir, 0o755);
      const embedded = await startEmbedded({ dataDir, log: silentLog, sync: false });
      const options = { databaseUrl: embedded.url, dataDir, password: PASSWORD };
      const database = new pg.Pool({ connectionString: embedded.url, max: 2 });
      const stage: Stage = {
        product: await startProduct(options),
        database,
        async killAndRestart(whileDown) {
          const { port } = stage.product;
          await stage.product.kill();
          await whileDown?.();
          stage.product = await startProduct({ ...options, port });
        },
      };
      await use(stage);
      await stage.product.stop();
      await database.end();
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  // Windows of an earlier scene would go on reconnecting and painting.
  windows: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

/** Sessions by stage and person: ten sign-ins a minute are what one address may try for one account. */
const sessions = new WeakMap<Stage, Map<string, Cookie[]>>();

/**
 * A browser window of somebody who signed in through the page, the first time he is needed; later windows of his go on with that
 * session. Fails the test on any error in its console.
 */
export async function signedIn(browser: Browser, stage: Stage, email: string): Promise<Page> {
  const known = sessions.get(stage) ?? new Map<string, Cookie[]>();
  sessions.set(stage, known);
  const context = await browser.newContext();
  await context.addCookies(known.get(email) ?? []);
  const page = await context.newPage();
  watch(page);
  await page.goto(stage.product.url);
  if (!known.has(email)) {
    await signIn(page, email);
    known.set(email, await context.cookies());
  }
  await page.waitForURL(/\/direct/);
  return page;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL(/\/direct/);
}

const problems = new WeakMap<BrowserContext, string[]>();

function watch(page: Page): void {
  const found: string[] = [];
  problems.set(page.context(), found);
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    const { type, text } = { type: message.type(), text: message.text() };
    // What the browser itself says about refused requests and cut sockets; the scenes cause both on purpose.
    if (type === 'error' && !/Failed to load resource|WebSocket connection|ERR_/.test(text)) found.push(text);
  });
}

/** What went wrong in a window without anybody seeing it. */
export function hiddenProblems(page: Page): string[] {
  return problems.get(page.context()) ?? [];
}
