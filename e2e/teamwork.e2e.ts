import { expect } from '@playwright/test';
import { figure, planPage } from './plan-page.ts';
import { newScenario } from './scenario.ts';
import { hiddenProblems, signedIn, test } from './stage.ts';

const BRITTANY = 'R:BRE|*';
const PARIS = 'R:IDF|*';

test('two values that did not see each other meet on a badge, and one click keeps either', async ({
  browser,
  stage,
}) => {
  const lea = await signedIn(browser, stage, 'analyste@demo.example');
  const dir = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(lea, stage, 'Deux valeurs');
  const [hers, theirs] = [planPage(lea), planPage(dir)];
  await hers.open(address);
  await theirs.open(address);

  await lea.context().setOffline(true);
  await expect(hers.saveState()).toHaveAttribute('data-state', 'offline');
  await hers.type(BRITTANY, '2027-03', '111 000');
  await theirs.type(BRITTANY, '2027-03', '222 000');
  await theirs.saved();
  await lea.context().setOffline(false);
  await hers.saved();

  for (const plan of [hers, theirs]) {
    await expect(plan.cell(BRITTANY, '2027-03').locator('[data-mark="conflict"]')).toHaveText('2');
  }
  await theirs.cell(BRITTANY, '2027-03').locator('[data-mark="conflict"]').click();
  const dialog = dir.getByTestId('cell-dialog');
  await expect(dialog).toContainText('Léa');
  await dialog
    .getByRole('listitem')
    .filter({ hasText: containing('111 000') })
    .getByTestId('conflict-keep')
    .click();
  for (const plan of [hers, theirs]) {
    await expect(plan.cell(BRITTANY, '2027-03').locator('[data-mark="conflict"]')).toHaveCount(0);
    await expect(plan.figure(BRITTANY, '2027-03')).toHaveText(figure('111 000'));
  }
  expect([lea, dir].flatMap(hiddenProblems)).toEqual([]);
});

test('a top-down value is previewed, spares what is held, and says what it moved', async ({ browser, stage }) => {
  const manager = await signedIn(browser, stage, 'manager.idf@demo.example');
  const director = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(director, stage, 'Objectif du haut');
  const [his, hers] = [planPage(manager), planPage(director)];
  await his.open(address);
  await hers.open(address);

  await his.expand(PARIS);
  const [first, second] = await his.rowsBelow(PARIS);
  await his.type(first, '2027-02', '50 000');
  await his.cell(first, '2027-02').click();
  await manager.keyboard.press('Control+b');
  await expect(his.cell(first, '2027-02').locator('[data-mark="held"]')).toBeVisible();
  await his.saved();

  await hers.expand(PARIS);
  await expect(hers.cell(first, '2027-02').locator('[data-mark="held"]')).toBeVisible();
  const before = await hers.figure(second, '2027-02').innerText();
  await hers.cell(PARIS, '2027-02').click();
  await director.keyboard.type('900 000');
  await expect(director.getByTestId('editor-note')).toContainText(/magasins/);
  await director.keyboard.press('Enter');
  await expect(hers.figure(PARIS, '2027-02')).toHaveText(figure('900 000'));
  for (const plan of [hers, his]) {
    await expect(plan.figure(first, '2027-02')).toHaveText(figure('50 000'));
    await expect(plan.figure(second, '2027-02')).not.toHaveText(before);
    await expect(plan.cell(second, '2027-02').locator('[data-mark="moved"]')).toBeVisible();
  }
  await his.cell(second, '2027-02').click();
  await expect(manager.getByTestId('cell-story')).toContainText('Réparti par');

  // What a hold leaves no room for changes nothing, and says what is in the way.
  await hers.type(PARIS, '2027-02', '1 000');
  await expect(director.getByTestId('notice')).toContainText('Sans effet pour l’instant');
  await hers.cell(PARIS, '2027-02').click();
  await expect(director.getByTestId('cell-story')).toContainText('Sans effet pour l’instant');
  await director.keyboard.press('Control+z');
  await expect(hers.figure(PARIS, '2027-02')).toHaveText(figure('900 000'));

  // A colleague's hold is not taken over unasked.
  await hers.type(first, '2027-02', '70 000');
  await expect(director.getByRole('dialog', { name: 'Cette valeur est bloquée par un collègue' })).toBeVisible();
  await director.keyboard.press('Escape');
  await expect(hers.figure(first, '2027-02')).toHaveText(figure('50 000'));
  expect([manager, director].flatMap(hiddenProblems)).toEqual([]);
});

test('a pasted block is shown before it is written, and undone as one', async ({ browser, stage }) => {
  const lea = await signedIn(browser, stage, 'analyste@demo.example');
  const address = await newScenario(lea, stage, 'Collage');
  const plan = planPage(lea);
  // Wide enough for all months: columns out of view are not there.
  await lea.setViewportSize({ width: 2100, height: 900 });
  await plan.open(address);
  const columns = ['2027-01', '2027-02', '2027-03'];
  const before = await Promise.all(columns.map((column) => plan.figure(BRITTANY, column).innerText()));

  await plan.cell(BRITTANY, '2027-01').click();
  await plan.paste('12\u202f345,50\t10 000\tbonjour\r\n');
  const dialog = lea.getByRole('dialog');
  await expect(dialog).toContainText('bonjour');
  await expect(dialog).toContainText('n’est pas un nombre');
  await dialog.getByTestId('block-write').click();
  await expect(plan.figure(BRITTANY, '2027-01')).toHaveText(figure('12 346'));
  await expect(plan.figure(BRITTANY, '2027-02')).toHaveText(figure('10 000'));
  await expect(plan.figure(BRITTANY, '2027-03')).toHaveText(before[2] ?? '');
  await expect(lea.getByTestId('notice')).toContainText('2 valeurs collées');

  await lea.keyboard.press('Control+z');
  for (const [index, column] of columns.entries()) {
    await expect(plan.figure(BRITTANY, column)).toHaveText(before[index] ?? '');
  }
  await lea.keyboard.press('Control+y');
  await expect(plan.figure(BRITTANY, '2027-02')).toHaveText(figure('10 000'));

  // Twelve months from elsewhere do not know of the quarters between them.
  await plan.cell(BRITTANY, '2027-01').click();
  await plan.paste(Array.from({ length: 12 }, (_, month) => String((month + 1) * 1000)).join('\t'));
  await lea.getByRole('dialog').getByTestId('block-beside').click();
  await expect(plan.figure(BRITTANY, '2027-04')).toHaveText(figure('4 000'));
  await expect(plan.figure(BRITTANY, '2027-12')).toHaveText(figure('12 000'));
  await expect(plan.figure(BRITTANY, '2027')).toHaveText(figure('78 000'));

  // A block larger than the grid says what finds no place.
  await plan.cell(BRITTANY, '2027-12').click();
  await plan.paste('1\t2\t3\t4\t5');
  await expect(lea.getByRole('dialog')).toContainText('dépasse de la grille');
  await lea.keyboard.press('Escape');
  await expect(lea.getByRole('dialog')).toHaveCount(0);
  await expect(plan.figure(BRITTANY, '2027-12')).toHaveText(figure('12 000'));
  expect(hiddenProblems(lea)).toEqual([]);
});

test('an undo leaves what a colleague set since, and says so; a second tab has its own', async ({ browser, stage }) => {
  const lea = await signedIn(browser, stage, 'analyste@demo.example');
  const dir = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(lea, stage, 'Annuler à deux');
  const [hers, theirs] = [planPage(lea), planPage(dir)];
  await hers.open(address);
  await theirs.open(address);
  const before = await hers.figure(BRITTANY, '2027-05').innerText();

  await hers.type(BRITTANY, '2027-05', '10 000');
  await expect(theirs.figure(BRITTANY, '2027-05')).toHaveText(figure('10 000'));
  await theirs.type(BRITTANY, '2027-05', '20 000');
  await expect(hers.figure(BRITTANY, '2027-05')).toHaveText(figure('20 000'));
  await lea.keyboard.press('Control+z');
  await expect(lea.getByTestId('notice')).toContainText('Sans effet');
  await expect(hers.figure(BRITTANY, '2027-05')).toHaveText(figure('20 000'));
  await dir.keyboard.press('Control+z');
  for (const plan of [hers, theirs]) await expect(plan.figure(BRITTANY, '2027-05')).toHaveText(before);

  const second = await lea.context().newPage();
  const other = planPage(second);
  await other.open(address);
  await other.type(BRITTANY, '2027-06', '30 000');
  await expect(hers.figure(BRITTANY, '2027-06')).toHaveText(figure('30 000'));
  await hers.cell(BRITTANY, '2027-06').click();
  await lea.keyboard.press('Control+z');
  await expect(lea.getByTestId('notice')).toContainText('Rien à annuler');
  await expect(hers.figure(BRITTANY, '2027-06')).toHaveText(figure('30 000'));
  expect([lea, dir].flatMap(hiddenProblems)).toEqual([]);
});

test('editing goes on offline and merges on return', async ({ browser, stage }) => {
  const lea = await signedIn(browser, stage, 'analyste@demo.example');
  const dir = await signedIn(browser, stage, 'directrice@demo.example');
  const address = await newScenario(lea, stage, 'Hors ligne');
  const [hers, theirs] = [planPage(lea), planPage(dir)];
  await hers.open(address);
  await theirs.open(address);

  await lea.context().setOffline(true);
  await expect(hers.saveState()).toHaveAttribute('data-state', 'offline');
  for (const column of ['2027-01', '2027-02', '2027-03']) await hers.type(BRITTANY, column, '40 000');
  await expect(hers.saveState()).toHaveText(/3 modifications en attente/);
  await expect(hers.figure(BRITTANY, '2027-Q1')).toHaveText(figure('120 000'));
  await theirs.type(PARIS, '2027-01', '+10 %');
  const paris = await theirs.figure(PARIS, '2027-01').innerText();
  await lea.context().setOffline(false);
  await hers.saved();
  await expect(theirs.figure(BRITTANY, '2027-Q1')).toHaveText(figure('120 000'));
  await expect(hers.figure(PARIS, '2027-01')).toHaveText(paris);
  await expect(hers.figure('*|*', '2027')).toHaveText(await theirs.figure('*|*', '2027').innerText());
  expect([lea, dir].flatMap(hiddenProblems)).toEqual([]);
});

test('three people: who types keeps his draft and is told, one goes along with another', async ({ browser, stage }) => {
  const lea = await signedIn(browser, stage, 'analyste@demo.example');
  const dir = await signedIn(browser, stage, 'directrice@demo.example');
  const reader = await signedIn(browser, stage, 'lecteur@demo.example');
  const address = await newScenario(lea, stage, 'À trois');
  const [hers, theirs, read] = [planPage(lea), planPage(dir), planPage(reader)];
  for (const plan of [hers, theirs, read]) await plan.open(address);

  await hers.cell(BRITTANY, '2027-07').click();
  await lea.keyboard.type('55 0');
  await expect(theirs.figure(BRITTANY, '2027-07')).toHaveText(/55 0/);
  await theirs.type(BRITTANY, '2027-07', '77 000');
  await expect(lea.getByTestId('editor-note')).toContainText('pendant votre saisie');
  await expect(lea.getByTestId('cell-editor')).toHaveValue('55 0');
  await lea.keyboard.type('00');
  await lea.keyboard.press('Enter');
  await expect(theirs.figure(BRITTANY, '2027-07')).toHaveText(figure('55 000'));

  await reader.getByTestId('person').first().click();
  await reader.getByTestId('follow').click();
  await expect(reader.getByTestId('following')).toBeVisible();
  const name = await reader.getByTestId('following').innerText();
  const leader = name.includes('Léa') ? { page: lea, plan: hers } : { page: dir, plan: theirs };
  await leader.plan.cell(PARIS, '2027-05').click();
  await expect(reader.getByTestId('cell-address')).toContainText('mai 2027');
  await leader.page.keyboard.press('Shift+ArrowDown');
  await leader.page.keyboard.press('Shift+ArrowRight');
  await expect(reader.locator('[data-peer]').first()).toBeVisible();
  await read.cell(BRITTANY, '2027-01').click();
  await expect(reader.getByTestId('following')).toHaveCount(0);
  expect([lea, dir, reader].flatMap(hiddenProblems)).toEqual([]);
});

function containing(text: string): RegExp {
  return new RegExp(text.replaceAll(' ', String.raw`\s`));
}
