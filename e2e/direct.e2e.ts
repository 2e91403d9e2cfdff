import { expect, type Page } from '@playwright/test';
import { hiddenProblems, signedIn, test, type Stage } from './stage.ts';

/** A receipt of one line, sold now by plain SQL. */
async function sell(stage: Stage, store: string, quantity: number, price: number): Promise<void> {
  await stage.database.query(
    `with vente as (
       insert into ventes (magasin_id, date_vente) select id, now() - interval '1 second' from magasins where code = $1 returning id)
     insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
     select vente.id, (select min(id) from produits), $2, $3 from vente`,
    [store, quantity, price],
  );
}

const euros = (text: string) => Number(text.replaceAll(/[^\d,-]/g, '').replace(',', '.'));
const rows = (page: Page) => page.getByTestId('ranking').locator('a[data-rank]');

test('a sale moves the ranking, the receipts, the curve and the landing, and a return shows its sign', async ({
  browser,
  stage,
}) => {
  const page = await signedIn(browser, stage, 'manager.idf@demo.example');
  await page.getByText('CA TTC', { exact: true }).last().click();
  await page.getByText('Tableau', { exact: true }).click();
  await expect(rows(page).first()).toBeVisible();
  const last = await rows(page).evaluateAll((all) => {
    const lowest = all.toSorted((a, b) => Number(b.getAttribute('data-rank')) - Number(a.getAttribute('data-rank')))[0];
    return { store: lowest?.getAttribute('data-store') ?? '', rank: lowest?.getAttribute('data-rank') };
  });
  const row = page.locator(`a[data-store="${last.store}"]`);
  const day = page
    .getByRole('region', { name: /CA TTC par heure/ })
    .locator('tfoot td')
    .first();
  const before = euros(await day.innerText());

  await sell(stage, last.store.slice('store:'.length), 2, 45_000.25);
  await expect(row).toHaveAttribute('data-rank', '1');
  await expect(row).toContainText(`↑ ${Number(last.rank) - 1}`);
  const receipt = page.getByTestId('receipts').locator('tr').first();
  await expect(receipt).toContainText(/90\s000,50/);
  await expect.poll(async () => euros(await day.innerText())).toBeCloseTo(before + 90_000.5, 2);

  await sell(stage, last.store.slice('store:'.length), -2, 45_000.25);
  await expect(receipt).toContainText(/retour\s+-90\s000,50/);
  await expect(row).toHaveAttribute('data-rank', last.rank ?? '');

  // The keyboard goes through the stores and opens one.
  await rows(page).and(page.locator('[tabindex="0"]')).focus();
  await page.keyboard.press('End');
  await expect(page.locator('a[data-rank]:focus')).toHaveAttribute('data-rank', last.rank ?? '');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(encodeURIComponent(last.store)));
  expect(hiddenProblems(page)).toEqual([]);
});

test('a phone shows the figure first, in one column, and refreshes when it is pulled', async ({ browser, stage }) => {
  const page = await signedIn(browser, stage, 'manager.idf@demo.example');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(rows(page).first()).toBeVisible();
  // What is not in view is not asked for.
  await page.getByRole('region', { name: 'Derniers tickets' }).scrollIntoViewIfNeeded();
  await expect(page.getByTestId('receipts').locator('tr').first()).toBeVisible();
  await page.evaluate(() => {
    document.querySelector('main')?.scrollTo(0, 0);
    scrollTo(0, 0);
  });
  expect(await page.evaluate(() => document.querySelector('main')?.scrollWidth)).toBeLessThanOrEqual(390);
  const tops = await page.evaluate(() =>
    ['[data-testid=scope-revenue]', '[data-testid=ranking]', '[data-testid=receipts]'].map(
      (part) => document.querySelector(part)?.getBoundingClientRect().top ?? 0,
    ),
  );
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(tops[0]).toBeLessThan(160);

  const touch = await page.context().newCDPSession(page);
  const asked = page.waitForRequest(/\/api\/live\/scopes/);
  const finger = (y: number) => [{ x: 200, y }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: finger(150) });
  for (const y of [180, 240, 320])
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: finger(y) });
  await expect(page.getByText('Relâchez pour actualiser')).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await Promise.all([asked, expect(page.getByText(/^À jour à/)).toBeVisible()]);
});

test('a wall screen turns by itself, stays where it is stopped, and comes back after a cut and a night', async ({
  browser,
  stage,
}) => {
  const page = await signedIn(browser, stage, 'manager.idf@demo.example');
  await page.clock.install();
  await page.goto(`${stage.product.url}/direct/ecran?of=region:IDF`);
  const name = page.getByRole('heading', { level: 1 });
  const figure = page.getByTestId('wall-revenue');
  const state = page.getByTestId('wall-state');
  await expect(name).toHaveText('Île-de-France');
  await expect(figure).toBeVisible();
  await expect(state).toHaveAttribute('data-status', 'live');
  expect(await page.evaluate(() => document.documentElement.dataset['mantineColorScheme'])).toBe('dark');
  expect(await digitHeight(page)).toBeGreaterThan(1 / 6);
  await expect(page.getByRole('toolbar')).toBeHidden();

  await page.clock.runFor(20_000);
  await expect(name).not.toHaveText('Île-de-France');
  const first = await name.innerText();
  await expect(figure).toBeVisible();

  await page.keyboard.press('Space');
  await expect(page.getByRole('toolbar')).toBeVisible();
  await expect(page).toHaveURL(/hold=store/);
  await page.clock.runFor(60_000);
  await expect(name).toHaveText(first);
  await expect(page.getByRole('toolbar')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(name).not.toHaveText(first);
  const held = await name.innerText();
  await page.reload();
  await expect(name).toHaveText(held);

  await stage.killAndRestart(async () => {
    await expect(state).not.toHaveAttribute('data-status', 'live');
  });
  await expect(state).toHaveAttribute('data-status', 'live');
  await expect(name).toHaveText(held);

  const evening = await page.getByTestId('wall-clock').innerText();
  await page.clock.fastForward('23:00:00');
  await expect(page.getByTestId('wall-clock')).not.toContainText(evening.split('\n')[1] ?? evening);
  await expect(state).toHaveAttribute('data-status', 'live', { timeout: 30_000 });
  await page.keyboard.press('Space');
  await page.clock.runFor(20_000);
  await expect(name).not.toHaveText(held);
  expect(hiddenProblems(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/direct\?scope=region/);
});

/** Height of the digits of the figure, as a share of the window's. */
function digitHeight(page: Page): Promise<number> {
  return page.getByTestId('wall-revenue').evaluate((element) => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return 0;
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return context.measureText('8').actualBoundingBoxAscent / innerHeight;
  });
}
