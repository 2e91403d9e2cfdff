import { expect } from '@playwright/test';
import { figure, planPage } from './plan-page.ts';
import { newScenario } from './scenario.ts';
import { hiddenProblems, signedIn, test } from './stage.ts';

test('two values that met are compared and settled by keyboard, and the grid has the focus again', async ({
  browser,
  stage,
}) => {
  const page = await signedIn(browser, stage, 'analyste@demo.example');
  const other = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(page, stage, 'Rencontre');
  const [hers, theirs] = [planPage(page), planPage(other)];
  await hers.open(address);
  await theirs.open(address);
  await hers.saved();

  await page.context().setOffline(true);
  await hers.type('R:BRE|*', '2027-02', '30k');
  await expect(hers.figure('R:BRE|*', '2027-02')).toHaveText(figure('30 000'));
  await theirs.type('R:BRE|*', '2027-02', '40k');
  await theirs.saved();
  await page.context().setOffline(false);
  await expect(hers.cell('R:BRE|*', '2027-02').locator('[data-mark="conflict"]')).toBeVisible();

  await page.keyboard.press('ArrowUp');
  await page.getByTestId('see-conflict').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByTestId('cell-dialog');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(hers.cell('R:BRE|*', '2027-02')).toBeFocused();

  await page.getByTestId('see-conflict').focus();
  await page.keyboard.press('Enter');
  await dialog.getByTestId('conflict-keep').filter({ visible: true }).last().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('see-conflict')).toHaveCount(0);
  await expect(hers.cell('R:BRE|*', '2027-02')).toBeFocused();
  expect(hiddenProblems(page)).toEqual([]);
});

test('a panel hides neither the active cell nor its own answer, and leaves the focus somewhere', async ({
  browser,
  stage,
}) => {
  const page = await signedIn(browser, stage, 'analyste@demo.example');
  const plan = planPage(page);
  await plan.open(await newScenario(page, stage, 'Panneaux'));

  await page.setViewportSize({ width: 1440, height: 900 });
  await plan.cell('R:BRE|*', '2027-08').click();
  await page.getByTestId('assumptions-toggle').click();
  const panel = page.getByTestId('assumptions-panel');
  const left = (await panel.boundingBox())?.x ?? 0;
  await expect
    .poll(async () => {
      const box = await plan.cell('R:BRE|*', '2027-08').boundingBox();
      return box === null ? Infinity : box.x + box.width;
    })
    .toBeLessThan(left);

  await page.getByTestId('sensitivity-run').click();
  await expect(page.getByTestId('sensitivity').locator('canvas')).toBeInViewport({ ratio: 0.9 });

  await page.getByTestId('goal-target').fill('50k');
  await page.keyboard.press('Enter');
  await page.getByTestId('goal-apply').focus();
  await page.keyboard.press('Enter');
  await expect(plan.figure('R:BRE|*', '2027-08')).toHaveText(figure('50 000'));
  await expect(page.getByTestId('goal-answer')).toHaveAttribute('data-stale', 'false');
  await expect(panel).toBeFocused();
  await page.getByTestId('panel-close').focus();
  await page.keyboard.press('Enter');
  await expect(plan.cell('R:BRE|*', '2027-08')).toBeFocused();
  expect(hiddenProblems(page)).toEqual([]);
});

test('a text that cannot be taken keeps its cell active, for others too', async ({ browser, stage }) => {
  const page = await signedIn(browser, stage, 'analyste@demo.example');
  const other = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(page, stage, 'Refus de saisie');
  const [hers, theirs] = [planPage(page), planPage(other)];
  await hers.open(address);
  await theirs.open(address);

  await hers.cell('R:BRE|*', '2027-06').dblclick();
  await page.getByTestId('cell-editor').fill('abc');
  await hers.cell('R:BRE|*', '2027-02').click();
  await expect(page.getByTestId('cell-editor')).toBeFocused();
  await expect(page.getByTestId('cell-address')).toHaveText('CA TTC · Bretagne · juin 2027');
  await expect(theirs.figure('R:BRE|*', '2027-06')).toHaveText('abc');
  await expect(theirs.cell('R:BRE|*', '2027-02').locator('[data-visitor]')).toHaveCount(0);

  await page.getByTestId('cell-editor').fill('50k');
  await hers.cell('R:BRE|*', '2027-02').click();
  await expect(hers.figure('R:BRE|*', '2027-06')).toHaveText(figure('50 000'));
  await expect(page.getByTestId('cell-address')).toHaveText('CA TTC · Bretagne · février 2027');
  expect(hiddenProblems(page)).toEqual([]);
});

test('Home leads to the first value and then to the names, from where Ctrl+Shift+→ selects the row', async ({
  browser,
  stage,
}) => {
  const page = await signedIn(browser, stage, 'analyste@demo.example');
  const plan = planPage(page);
  await plan.open(await newScenario(page, stage, 'Touches'));
  await plan.cell('R:BRE|*', '2027-03').click();
  await page.keyboard.press('Home');
  await expect(plan.cell('R:BRE|*', '2027-01')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(plan.cell('R:BRE|*', 'tree')).toBeFocused();
  await page.keyboard.press('Control+Shift+ArrowRight');
  await expect(plan.cell('R:BRE|*', '2027-01')).toBeFocused();
  await expect(page.locator('[data-range="selected"]').first()).toBeVisible();
  await page.keyboard.press('Control+b');
  await expect(plan.cell('R:BRE|*', '2027').locator('[data-mark="held"]')).toBeVisible();
  expect(hiddenProblems(page)).toEqual([]);
});

test('what is typed in the instant after Shift+F2 is in the comment, not in the cell', async ({ browser, stage }) => {
  const page = await signedIn(browser, stage, 'analyste@demo.example');
  const plan = planPage(page);
  await plan.open(await newScenario(page, stage, 'Commentaire pressé'));
  await plan.cell('R:BRE|*', '2027-03').click();
  // All in one turn: nothing can have been drawn in between.
  await page.evaluate(() => {
    const press = (key: string, shiftKey = false): void => {
      const event = new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    };
    press('F2', true);
    for (const key of '12 magasins') press(key);
  });
  await expect(page.getByTestId('comment-box')).toBeFocused();
  await expect(page.getByTestId('comment-box')).toHaveValue('12 magasins');
  await page.keyboard.type(' de plus');
  await expect(page.getByTestId('comment-box')).toHaveValue('12 magasins de plus');
  await expect(page.getByTestId('cell-editor')).toHaveCount(0);
  expect(hiddenProblems(page)).toEqual([]);
});

test('a reader who pastes is told in a line, and is offered no handle to fill with', async ({ browser, stage }) => {
  const page = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(page, stage, 'Lecture seule');
  const reader = await signedIn(browser, stage, 'lecteur@demo.example');
  const plan = planPage(reader);
  await plan.open(address);
  await plan.cell('R:BRE|*', '2027-03').click();
  await plan.paste('5\t6');
  await expect(reader.getByTestId('notice')).toContainText('Rien n’a été écrit.');
  await expect(reader.getByTestId('block-dialog')).toHaveCount(0);
  await expect(reader.getByTestId('fill-handle')).toHaveCount(0);
  expect(hiddenProblems(reader)).toEqual([]);
});
