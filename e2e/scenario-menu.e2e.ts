import { expect } from '@playwright/test';
import { figure, planPage } from './plan-page.ts';
import { newScenario } from './scenario.ts';
import { hiddenProblems, signedIn, test } from './stage.ts';

test('a scenario is exported, kept as a version to compare with, and copied', async ({ browser, stage }) => {
  const lea = await signedIn(browser, stage, 'analyste@demo.example');
  const address = await newScenario(lea, stage, 'Menu');
  const plan = planPage(lea);
  await plan.open(address);
  await plan.type('R:BRE|*', '2027-02', '100 000');
  await plan.saved();

  for (const [item, name] of [
    ['Exporter en XLSX', 'Menu.xlsx'],
    ['Exporter en CSV', 'Menu.csv'],
  ] as const) {
    await lea.getByTestId('scenario-menu').click();
    const [download] = await Promise.all([
      lea.waitForEvent('download'),
      lea.getByRole('menuitem', { name: item }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    expect(await download.failure()).toBeNull();
  }

  await lea.getByTestId('scenario-menu').click();
  await lea.getByTestId('save-version').click();
  await lea.getByTestId('given-name').fill('Avant discussion');
  await lea.getByTestId('given-name-submit').click();
  await expect(lea.getByText('Version enregistrée : Avant discussion')).toBeVisible();
  await plan.type('R:BRE|*', '2027-02', '150 000');
  await plan.saved();

  await lea.getByTestId('scenario-menu').click();
  await lea.getByTestId('fork').click();
  await lea.getByTestId('given-name-submit').click();
  await expect(lea.getByRole('heading', { level: 1 })).toHaveText('Menu (copie)');
  expect(lea.url()).not.toBe(address);
  await expect(plan.figure('R:BRE|*', '2027-02')).toHaveText(figure('150 000'));
  await plan.type('R:BRE|*', '2027-02', '1 000');
  await plan.saved();
  await plan.open(address);
  await expect(plan.figure('R:BRE|*', '2027-02')).toHaveText(figure('150 000'));
  expect(hiddenProblems(lea)).toEqual([]);

  const reader = await signedIn(browser, stage, 'lecteur@demo.example');
  await planPage(reader).open(address);
  await reader.getByTestId('scenario-menu').click();
  await expect(reader.getByRole('menuitem')).toHaveText([
    'D’où viennent ces chiffres',
    'Exporter en XLSX',
    'Exporter en CSV',
  ]);
});
