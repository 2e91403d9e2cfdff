import { expect, type Page } from '@playwright/test';
import { figure, planPage } from './plan-page.ts';
import { hiddenProblems, signedIn, test } from './stage.ts';

const MONTH = '2027-03';

async function json<T>(page: Page, path: string, body?: object): Promise<T> {
  return page.evaluate(
    async ([url, sent]) => {
      const headers = { 'Content-Type': 'application/json' };
      const init = sent === undefined ? {} : { method: 'POST', headers, body: sent };
      return (await (await fetch(url, init)).json()) as T;
    },
    [path, body && JSON.stringify(body)] as const,
  );
}

async function value(page: Page, testid: string): Promise<number> {
  return Number(await page.getByTestId(testid).getAttribute('data-value'));
}

test('a figure tells who made it, an old value comes back, and a target is reached', async ({ browser, stage }) => {
  test.slow();
  const director = await signedIn(browser, stage, 'directrice@demo.example');
  const manager = await signedIn(browser, stage, 'manager.idf@demo.example');
  const scenario = { name: 'Historique', year: 2027, base: { kind: 'lastYear' } };
  const { id } = await json<{ id: string }>(director, '/api/scenarios', scenario);
  const stores = await json<{ items: { code: string; region: string }[] }>(director, '/api/stores');
  const store = `M:${stores.items.find(({ region }) => region === 'IDF')?.code}|*`;
  const hers = planPage(director);
  const his = planPage(manager);
  for (const [page, plan] of [
    [director, hers],
    [manager, his],
  ] as const) {
    await plan.open(`${stage.product.url}/scenarios/${id}`);
    await plan.cell('R:IDF|*', MONTH).click();
    await page.keyboard.press('Alt+ArrowDown');
  }

  await hers.type('R:IDF|*', MONTH, '+20 %');
  await hers.saved();
  await his.type(store, MONTH, '50 000');
  await his.saved();
  await expect(hers.cell(store, MONTH)).toHaveText(figure('50 000'));

  await hers.cell(store, MONTH).click();
  await director.keyboard.press('Alt+h');
  const parts = director.getByTestId('history-contribution');
  await expect(parts).toHaveCount(2);
  const names = [];
  for (const page of [director, manager]) {
    names.push((await json<{ user: { name: string } }>(page, '/api/me')).user.name);
  }
  await expect(parts.nth(0)).toContainText(names[0] ?? '');
  await expect(parts.nth(0)).toContainText(/\+20\s%/);
  await expect(parts.nth(1)).toContainText(names[1] ?? '');
  const [base, now] = [await value(director, 'history-base'), await value(director, 'history-now')];
  const amounts = await parts.evaluateAll((items) => items.map((item) => Number(item.dataset['amount'])));
  expect(amounts[0]).toBeCloseTo(base * 0.2, 4);
  expect(base + amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(now, 4);
  expect(now).toBeCloseTo(50_000, 4);
  await expect(director.getByTestId('history-bridge').locator('canvas')).toBeVisible();

  await his.type(store, MONTH, '60 000');
  await his.saved();
  await expect(director.getByTestId('history-entry')).toHaveCount(2);
  await expect(director.getByTestId('history-entry').nth(1)).toHaveAttribute('data-status', 'superseded');
  await director.getByTestId('history-restore').click();
  // Each sees the other's name in the cell before the figure.
  for (const plan of [hers, his]) await expect(plan.cell(store, MONTH)).toContainText(/50\s000$/);
  await expect(director.getByTestId('history-entry')).toHaveCount(3);

  await director.getByTestId('history-scope').getByText('Scénario').click();
  await expect(director.getByTestId('log-line')).toHaveCount(4);
  await director.getByTestId('log-search').fill('ile-de-france');
  await expect(director.getByTestId('log-line')).toHaveCount(1);
  await director.getByTestId('log-line').click();
  await expect(director.getByTestId('cell-address')).toContainText('Île-de-France');

  await director.goto(`${stage.product.url}/scenarios/${id}?measure=resultat&panel=assumptions`);
  await hers.cell('R:IDF|*', '2027-03').click();
  await director.keyboard.press('Alt+ArrowDown');
  await hers.cell(store, MONTH).click();
  await director.getByTestId('goal-target').fill('12 345');
  await director.getByTestId('goal-run').click();
  await expect(director.getByTestId('goal-answer')).toContainText(/12\s345,00/);
  await director.getByTestId('goal-apply').click();
  await expect(hers.cell(store, MONTH)).toHaveText(figure('12 345'));
  await hers.saved();

  await director.getByTestId('sensitivity-run').click();
  await expect(director.getByTestId('tornado').locator('canvas')).toBeVisible();
  const inputs = await director.getByTestId('sensitivity-inputs').getByRole('listitem').count();
  expect(inputs).toBeGreaterThan(3);
  await expect(director.getByTestId('tornado-table').getByRole('row')).toHaveCount(inputs + 1);
  // What one enters here oneself outdates nothing: it is computed again.
  await director.getByTestId('goal-target').fill('12 500');
  await director.getByTestId('goal-run').click();
  await director.getByTestId('goal-apply').click();
  await expect(hers.cell(store, MONTH)).toHaveText(figure('12 500'));
  const state = director.getByTestId('sensitivity').getByTestId('inquiry-state');
  await expect(state).toHaveAttribute('data-state', 'answered');
  await expect(state).toHaveText('');
  await hers.saved();

  expect([director, manager].flatMap(hiddenProblems)).toEqual([]);
});
