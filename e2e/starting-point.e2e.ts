import { expect, type Page } from '@playwright/test';
import { planPage } from './plan-page.ts';
import { newScenario } from './scenario.ts';
import { hiddenProblems, PASSWORD, signedIn, test } from './stage.ts';

async function make(page: Page, name: string, year: string, from?: string): Promise<void> {
  await page.getByTestId('scenario-new').first().click();
  await page.getByTestId('scenario-name').fill(name);
  await page.getByTestId('scenario-year').fill(year);
  if (from !== undefined) {
    await page.getByTestId('scenario-base').click();
    await page.getByRole('option', { name: from }).click();
  }
  await page.getByTestId('scenario-create').click();
  await page.waitForURL(/\/scenarios\/.{36}/);
}

test('a new scenario tells once what it starts from, and always when asked', async ({ browser, stage }) => {
  const page = await signedIn(browser, stage, 'directrice@demo.example');
  await page.goto(`${stage.product.url}/scenarios`);
  await make(page, 'Origine', '2027');
  const notice = page.getByTestId('origins-notice');
  await expect(notice).toContainText('dernier réel connu');
  await notice.getByRole('button', { name: 'Fermer' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await page.getByTestId('scenario-menu').click();
  await page.getByTestId('origins-open').click();
  await expect(page.getByTestId('origins-months').getByRole('listitem')).toHaveCount(12);
  await expect(notice).toHaveCount(0);

  await page.goto(`${stage.product.url}/scenarios`);
  await make(page, 'Reprise', '2028', 'Origine · 2027 · Brouillon');
  await expect(notice).toContainText('« Origine »');
  await page.reload();
  await page.getByTestId('scenario-menu').click();
  await expect(page.getByTestId('made-from')).toHaveText('Issu de « Origine »');
  expect(hiddenProblems(page)).toEqual([]);
});

test('stores without history are shown before the scenario is made, and start like the one chosen', async ({
  browser,
  stage,
}) => {
  await stage.database.query(
    `insert into magasins (code, region_id, nom) select 'M902', id, 'Évry' from regions where code = 'IDF' on conflict do nothing`,
  );
  const page = await signedIn(browser, stage, 'directrice@demo.example');
  await page.goto(`${stage.product.url}/scenarios`);
  await page.getByTestId('scenario-new').first().click();
  await page.getByTestId('scenario-year').fill('2027');
  await page.getByTestId('profile-M902').click();
  await page.getByRole('option', { name: 'Versailles' }).click();
  await page.getByTestId('scenario-create').click();
  await page.waitForURL(/\/scenarios\/.{36}/);
  await page.getByTestId('origins-more').click();
  await expect(page.getByTestId('origins-stores')).toContainText('profil de Versailles');
  expect(hiddenProblems(page)).toEqual([]);
});

test('a cell of the current month says where it will end, and moves with a sale', async ({ browser, stage }) => {
  const page = await signedIn(browser, stage, 'directrice@demo.example');
  const plan = planPage(page);
  const year = await serverYear(page);
  const address = await newScenario(page, stage, 'En cours', year);
  const month = await monthUnderWay(page, address);
  await page.goto(`${address}?measure=ca_ttc`);
  await expect(page.locator('.ag-header-cell').first()).toBeVisible();
  // The months before it would leave it out of view.
  const quarter = Math.ceil(Number(month.slice(5)) / 3);
  for (let before = 1; before < quarter; before++) {
    await page.locator(`.ag-header-cell[col-id="${year}-Q${before}"] button[aria-expanded="true"]`).click();
  }
  await plan.cell('*|*', month).click();
  const landing = page.getByTestId('landing');
  const sold = async (): Promise<number> => Number(await landing.getAttribute('data-actual'));
  await expect(landing).toContainText('atterrissage');
  const before = await sold();
  await sell(page, 1_000);
  await expect.poll(sold, { timeout: 25_000 }).toBeGreaterThanOrEqual(before + 999);
  expect(hiddenProblems(page)).toEqual([]);
});

test('what documents have dropped is found in the saved history', async ({ browser, stage }) => {
  test.slow();
  const page = await signedIn(browser, stage, 'directrice@demo.example');
  const plan = planPage(page);
  const address = await newScenario(page, stage, 'Ancien');
  await plan.open(address);
  for (const text of ['100 000', '110 000']) {
    await plan.type('R:IDF|*', '2027-01', text);
    await plan.saved();
  }
  await plan.type('R:BRE|*', '2027-01', '+5 %');
  await plan.saved();
  // As after a compaction that kept nothing: the entries lie in an epoch before.
  await stage.killAndRestart(async () => {
    const id = address.split('/').at(-1);
    await stage.database.query('update scenario_feuilles set epoque = 2 where scenario_id = $1', [id]);
  });
  await plan.open(`${address}?panel=history`);
  await plan.cell('R:IDF|*', '2027-01').click();
  await expect(page.getByTestId('history-entry')).toHaveCount(0);
  await page.getByTestId('history-older').click();
  await expect(page.getByTestId('history-entry')).toHaveCount(2);
  await expect(page.getByTestId('history-entry').first()).toHaveAttribute('data-status', 'recorded');
  await page.getByTestId('history-scope').getByText('Scénario').click();
  await expect(page.getByTestId('log-line')).toHaveCount(3);
  await expect(page.getByTestId('recorded-state')).toHaveAttribute('data-state', 'complete');
});

/** By the clock of the head office, whatever this machine's. */
async function serverYear(page: Page): Promise<number> {
  const now = await page.evaluate(async () => ((await (await fetch('/api/time')).json()) as { now: number }).now);
  return Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Europe/Paris' }).format(now));
}

async function monthUnderWay(page: Page, address: string): Promise<string> {
  const month = await page.evaluate(async (id) => {
    const response = await fetch(`/api/scenarios/${id}/landing`);
    return ((await response.json()) as { month: string | null }).month;
  }, address.split('/').at(-1));
  expect(month).not.toBeNull();
  return month ?? '';
}

/** A till sells for this amount, today. */
async function sell(page: Page, amount: number): Promise<void> {
  const status = await page.evaluate(
    async ([secret, price]) => {
      const json = { 'Content-Type': 'application/json' };
      const credentials = JSON.stringify({ clientId: 'caisse-demo', clientSecret: secret });
      const signed = await fetch('/api/auth/token', { method: 'POST', headers: json, body: credentials });
      const { accessToken } = (await signed.json()) as { accessToken: string };
      const { items } = (await (await fetch('/api/products')).json()) as { items: { sku: string }[] };
      const lines = [{ sku: items[0]?.sku, quantity: 1, unitPrice: price }];
      const sale = { store: 'M001', receipt: crypto.randomUUID(), soldAt: new Date().toISOString(), lines };
      const headers = { ...json, Authorization: `Bearer ${accessToken}` };
      return (await fetch('/api/sales', { method: 'POST', headers, body: JSON.stringify(sale) })).status;
    },
    [PASSWORD, amount] as const,
  );
  expect(status).toBe(201);
}
