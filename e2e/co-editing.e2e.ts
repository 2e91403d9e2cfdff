import { expect } from '@playwright/test';
import { figure, planPage } from './plan-page.ts';
import { newScenario } from './scenario.ts';
import { hiddenProblems, signedIn, test } from './stage.ts';

test('two people edit one budget, see each other, and nothing acknowledged is lost by a kill', async ({
  browser,
  stage,
}) => {
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  const manager = await signedIn(browser, stage, 'manager.idf@demo.example');

  await analyst.goto(`${stage.product.url}/scenarios`);
  await analyst.getByTestId('scenario-new').first().click();
  await analyst.getByTestId('scenario-name').fill('Budget 2027');
  await analyst.getByTestId('scenario-year').fill('2027');
  await analyst.getByTestId('scenario-create').click();
  await analyst.waitForURL(/\/scenarios\/[0-9a-f-]{36}/);
  const address = analyst.url();

  const hers = planPage(analyst);
  const his = planPage(manager);
  await hers.open(address);
  await his.open(address);

  await hers.cell('R:BRE|*', '2027-02').click();
  await expect(his.cell('R:BRE|*', '2027-02').locator('[data-visitor]')).toBeVisible();
  await his.cell('R:IDF|*', '2027-03').click();
  await expect(hers.cell('R:IDF|*', '2027-03').locator('[data-visitor]')).toBeVisible();

  await Promise.all([hers.type('R:BRE|*', '2027-02', '120k'), his.type('R:IDF|*', '2027-Q1', '900 000')]);
  for (const plan of [hers, his]) {
    await expect(plan.cell('R:BRE|*', '2027-02')).toHaveText(figure('120 000'));
    await expect(plan.cell('R:IDF|*', '2027-Q1')).toHaveText(figure('900 000'));
  }
  await Promise.all([hers.saved(), his.saved()]);
  const before = await hers.cell('*|*', '2027').innerText();

  await stage.killAndRestart();
  await Promise.all([hers.saved(), his.saved()]);
  await his.type('R:IDF|*', '2027-04', '+5 %');
  await his.saved();
  const after = await his.cell('*|*', '2027').innerText();
  expect(after).not.toBe(before);
  await expect(hers.cell('*|*', '2027')).toHaveText(after);

  const later = await signedIn(browser, stage, 'directrice@demo.example');
  const fresh = planPage(later);
  await fresh.open(address);
  await expect(fresh.cell('R:BRE|*', '2027-02')).toHaveText(figure('120 000'));
  await expect(fresh.cell('R:IDF|*', '2027-Q1')).toHaveText(figure('900 000'));
  await expect(fresh.cell('*|*', '2027')).toHaveText(after);

  expect([analyst, manager, later].flatMap(hiddenProblems)).toEqual([]);
});

test('what is not allowed or not a number changes nothing and says why', async ({ browser, stage }) => {
  const director = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(director, stage, 'Refus');
  const plan = planPage(director);
  await plan.open(address);
  const value = await plan.cell('R:IDF|*', '2027-01').innerText();

  for (const text of ['bonjour', '1e400', '=1+1']) {
    await plan.type('R:IDF|*', '2027-01', text);
    await expect(director.getByTestId('cell-dialog').or(director.getByTestId('cell-message'))).toBeVisible();
    await director.keyboard.press('Escape');
    await expect(plan.cell('R:IDF|*', '2027-01')).toHaveText(value);
  }

  const manager = await signedIn(browser, stage, 'manager.idf@demo.example');
  const his = planPage(manager);
  await his.open(address);
  await his.cell('R:BRE|*', '2027-01').click();
  await manager.keyboard.type('5');
  await expect(manager.getByTestId('cell-dialog').or(manager.getByTestId('cell-message'))).toBeVisible();
  await manager.keyboard.press('Escape');
  await expect(plan.cell('R:BRE|*', '2027-01')).not.toHaveText('5');
  expect([director, manager].flatMap(hiddenProblems)).toEqual([]);
});
