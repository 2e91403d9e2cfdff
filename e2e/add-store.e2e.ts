import { expect } from '@playwright/test';
import { figure, planPage } from './plan-page.ts';
import { signedIn, test } from './stage.ts';

test('a store added by one appears with the other, who has it open and loses nothing', async ({ browser, stage }) => {
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  const director = await signedIn(browser, stage, 'directrice@demo.example');

  await analyst.goto(`${stage.product.url}/scenarios`);
  await analyst.getByTestId('scenario-new').first().click();
  await analyst.getByTestId('scenario-name').fill('Ouverture 2027');
  await analyst.getByTestId('scenario-year').fill('2027');
  await analyst.getByTestId('scenario-create').click();
  await analyst.waitForURL(/\/scenarios\/[0-9a-f-]{36}/);
  const address = analyst.url();
  await stage.database.query(
    `insert into magasins (code, region_id, nom) select 'M901', id, 'Massy' from regions where code = 'IDF' on conflict do nothing`,
  );

  const hers = planPage(analyst);
  const theirs = planPage(director);
  await hers.open(address);
  await theirs.open(address);
  await hers.type('R:IDF|*', '2027-Q1', '900 000');
  await hers.saved();
  // A page that was loaded again would have forgotten it.
  await analyst.evaluate(() => Object.assign(window, { neverReloaded: true }));
  await analyst.getByRole('button', { name: 'Déplier Île-de-France' }).click();
  await expect(hers.cell('M:M901|*', '2027')).toHaveCount(0);

  await director.getByTestId('scenario-menu').click();
  await director.getByTestId('add-store').click();
  await director.getByTestId('add-store-code').click();
  await director.getByRole('option', { name: 'Massy · M901' }).click();
  await director.getByTestId('add-store-submit').click();

  await expect(hers.cell('M:M901|*', '2027')).toBeVisible();
  await expect(hers.cell('M:M901|*', '2027-03')).not.toHaveText('0');
  await expect(hers.cell('R:IDF|*', '2027-Q1')).toHaveText(figure('900 000'));
  await hers.type('M:M901|*', '2027-04', '12k');
  await hers.saved();
  expect(await analyst.evaluate(() => 'neverReloaded' in window)).toBe(true);
  await director.getByRole('button', { name: 'Déplier Île-de-France' }).click();
  await expect(theirs.cell('M:M901|*', '2027-04')).toHaveText(figure('12 000'));
});
