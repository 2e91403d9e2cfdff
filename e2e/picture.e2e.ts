import { expect } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planPage } from './plan-page.ts';
import { newScenario } from './scenario.ts';
import { signedIn, test } from './stage.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** `UPDATE_PICTURES=1 npx playwright test --config e2e/playwright.config.ts picture` makes the pictures of the README. */
test('pictures of the README', async ({ browser, stage }) => {
  test.skip(process.env['UPDATE_PICTURES'] !== '1', 'set UPDATE_PICTURES=1 to make them again');
  mkdirSync(FOLDER, { recursive: true });
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  const manager = await signedIn(browser, stage, 'manager.idf@demo.example');
  const address = await newScenario(analyst, stage, 'Budget 2027');
  const [hers, his] = [planPage(analyst), planPage(manager)];
  await hers.open(address);
  await his.open(address);
  await his.type('R:IDF|*', '2027-Q1', '640k');
  await his.saved();
  await hers.type('R:BRE|*', '2027-03', '+5 %');
  await hers.cell('R:IDF|*', '2027-02').click();
  await analyst.getByTestId('chart-toggle').click();
  await expect(analyst.getByTestId('plan-chart').locator('canvas').first()).toBeVisible();
  await expect(analyst.locator('[data-visitor]').first()).toBeVisible();
  await hers.saved();
  await analyst.screenshot({ path: `${FOLDER}scenario.png`, animations: 'disabled' });
  await analyst.goto(`${stage.product.url}/direct`);
  await expect(analyst.getByTestId('scope-revenue')).toBeVisible();
  await analyst.screenshot({ path: `${FOLDER}direct.png`, animations: 'disabled' });
});
