import { expect, type Page } from '@playwright/test';
import type { KpiMessage } from '../shared/api/kpi.ts';
import { hiddenProblems, signedIn, test } from './stage.ts';
import { sell } from './till.ts';

/** The figure of the page's large tile, in euros. */
async function revenue(page: Page): Promise<number> {
  const text = await page.getByTestId('scope-revenue').innerText();
  return Number(text.replaceAll(/[^\d,-]/g, '').replace(',', '.'));
}

test('a sale posted to the API and one inserted by plain SQL move an open tile', async ({ browser, stage }) => {
  const page = await signedIn(browser, stage, 'directrice@demo.example');
  await page.goto(`${stage.product.url}/direct?scope=store:M001`);
  await expect(page.getByTestId('scope-revenue')).toBeVisible();
  const before = await revenue(page);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  await sell(stage, { store: 'M001', receipt: `scene-${before}`, lines: [{ quantity: 2, unitPrice: 50.25 }] });
  await expect.poll(() => revenue(page)).toBeCloseTo(before + 100.5, 2);

  await stage.database.query(`
    with vente as (
      insert into ventes (magasin_id, date_vente, montant_ttc)
      select id, now(), 30 from magasins where code = 'M001' returning id
    )
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
    select vente.id, (select min(id) from produits), 3, 10 from vente`);
  await expect.poll(() => revenue(page)).toBeCloseTo(before + 130.5, 2);

  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  expect(hiddenProblems(page)).toEqual([]);
});

test('after a kill the page says so, comes back by itself and shows what was sold meanwhile', async ({
  browser,
  stage,
}) => {
  const page = await signedIn(browser, stage, 'manager.idf@demo.example');
  await expect(page.getByTestId('scope-revenue')).toBeVisible();
  const before = await revenue(page);
  await stage.killAndRestart(async () => {
    await expect(page.getByTestId('connection')).not.toHaveAttribute('data-status', 'live');
    await stage.database.query(`
      with vente as (
        insert into ventes (magasin_id, date_vente, montant_ttc)
        select m.id, now(), 12 from magasins m join regions r on r.id = m.region_id where r.code = 'IDF' limit 1 returning id
      )
      insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
      select vente.id, (select min(id) from produits), 1, 12 from vente`);
  });
  await expect(page.getByTestId('connection')).toHaveAttribute('data-status', 'live');
  // The demo company fills its own sales up to the restart: the API says what is right, the sale just made is the least of it.
  const right = () =>
    page.evaluate(async () => (await fetch('/api/kpis?scope=region:IDF')).json() as Promise<KpiMessage>);
  await expect.poll(async () => (await revenue(page)) - (await right()).values.revenueTtc).toBeCloseTo(0, 2);
  expect(await revenue(page)).toBeGreaterThanOrEqual(before + 12);
});

test('a wrong password says what to do and keeps the address', async ({ browser, stage }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(stage.product.url);
  await page.getByLabel('Adresse e-mail').fill('analyste@demo.example');
  await page.getByLabel('Mot de passe').fill('not the password');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Adresse e-mail')).toHaveValue('analyste@demo.example');
});
