import { expect, type Page } from '@playwright/test';
import { hiddenProblems, signedIn, test, type Stage } from './stage.ts';
import { sell } from './till.ts';

const STORE = 'M902';
/** The server judges every ten seconds and the page asks as often. */
const JUDGED = { timeout: 45_000 };

/**
 * A store whose day is usually over in its first hour: whatever the time, what it has not sold yet it is behind with. A few
 * hundred euros are more than its objective.
 */
async function openStore(page: Page, { product: { url }, database }: Stage): Promise<void> {
  const { rows } = await database.query<{ code: string }>('select code from regions order by code limit 1');
  const buffer = Buffer.from(`code_magasin;nom;region;objectif_ca\n${STORE};Ambert;${rows[0]?.code};3650\n`);
  const made = await page.request.post(`${url}/api/master-imports`, {
    headers: { Origin: url },
    multipart: { kind: 'stores', file: { name: 'magasins.csv', mimeType: 'text/csv', buffer } },
  });
  expect(made.status()).toBe(201);
  await database.query(
    `with vente as (
       insert into ventes (magasin_id, date_vente, montant_ttc)
       select id, (date_trunc('day', now() at time zone fuseau) - interval '7 days') at time zone fuseau, 10
       from magasins where code = $1 returning id)
     insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
     select vente.id, (select min(id) from produits), 1, 10 from vente`,
    [STORE],
  );
}

test('an alert rings where a store is behind, and ends with the sale that makes up for it', async ({
  browser,
  stage,
}) => {
  const director = await signedIn(browser, stage, 'directrice@demo.example');
  await openStore(director, stage);
  await director.goto(`${stage.product.url}/direct/alertes`);
  await director.getByTestId('alert-new').click();
  const form = director.getByTestId('alert-form');
  await form.getByLabel('Nom').fill('Ambert en retard');
  await form.getByRole('combobox', { name: 'Périmètre' }).fill('Ambert');
  await director.getByRole('option', { name: /Ambert/ }).click();
  await form.getByLabel('À partir de').fill('00:00');
  await director.getByTestId('alert-save').click();

  const row = director.getByTestId('alert-row').filter({ hasText: 'Ambert en retard' });
  await expect(row).toContainText('en cours depuis', JUDGED);
  await director.goto(`${stage.product.url}/direct?scope=store:${STORE}`);
  await expect(director.getByTestId('alert-bar')).toContainText('Ambert en retard');

  await sell(stage, { store: STORE, receipt: 'scene-alerts', lines: [{ quantity: 1, unitPrice: 900 }] });
  await expect(director.getByTestId('alert-bar')).toHaveCount(0, JUDGED);
  await director.goto(`${stage.product.url}/direct/alertes`);
  await expect(row).toContainText('calme, dernière le');
  await expect(director.getByTestId('alert-signals')).toContainText('terminée à');
  expect(hiddenProblems(director)).toEqual([]);
});
