import { expect, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { hiddenProblems, signedIn, test } from './stage.ts';

/** Real files live outside the project: it ships no foreign data. */
const REAL_FILE = fileURLToPath(new URL('../../shared/data/hypermarche-fr/achats.csv', import.meta.url));

async function send(page: Page, name: string, content: string | Buffer, url: string): Promise<void> {
  await page.goto(`${url}/imports`);
  await page.getByTestId('imports-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.waitForURL(/\/imports\/.+/);
}

const ended = (page: Page, status: string) =>
  expect(page.getByTestId('import-page')).toHaveAttribute('data-status', status, { timeout: 60_000 });

/** Today on the stores' calendar, as a French export writes it. */
function today(): string {
  const format = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short' });
  const [day, month, year] = format.format(new Date()).split('/');
  return `${day}.${month}.${year?.length === 2 ? `20${year}` : year}`;
}

test('a file imported on one page moves the tiles on another, reports what was refused, and can be undone', async ({
  browser,
  stage,
}) => {
  const director = await signedIn(browser, stage, 'directrice@demo.example');
  await director.goto(`${stage.product.url}/direct?scope=store:M002`);
  const figure = director.getByTestId('scope-revenue');
  const before = await figure.innerText();

  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  // The year first and dots: one order only, whatever the day.
  const [day, month, year] = today().split('.');
  const date = `${year}-${month}-${day} 00:00`;
  const file = [
    'Magasin;Ticket;Date;Article;Quantité;Prix unitaire',
    `M002;S-1;${date};scene-1;2;1 234,50`,
    `M002;S-2;${date};scene-2;1;10,25`,
    `M002;S-3;${date};scene-3;deux;10,25`,
    `M999;S-4;${date};scene-1;1;5,00`,
  ].join('\r\n');
  await send(analyst, 'ventes.csv', file, stage.product.url);
  await ended(analyst, 'checked');
  await expect(analyst.getByTestId('count-accepted')).toContainText('2');
  await expect(analyst.getByTestId('count-rejected')).toContainText('2');
  const download = analyst.waitForEvent('download');
  await analyst.getByTestId('import-errors').click();
  const refused = await text(await (await download).createReadStream());
  expect(refused).toContain('deux');
  expect(refused).toContain('M999');

  await expect(figure).toHaveText(before);
  await analyst.getByTestId('import-commit').click();
  await ended(analyst, 'done');
  await expect(figure).not.toHaveText(before);

  await analyst.getByTestId('import-revert').click();
  await analyst.getByTestId('revert-confirm').click();
  await ended(analyst, 'reverted');
  await expect(figure).toHaveText(before);
  expect([director, analyst].flatMap(hiddenProblems)).toEqual([]);
});

test('a file that is no CSV, and dates that fit two orders, are told apart from a fault', async ({
  browser,
  stage,
}) => {
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  await send(
    analyst,
    'photo.csv',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    stage.product.url,
  );
  await ended(analyst, 'failed');
  await expect(analyst.getByTestId('import-failure')).toBeVisible();

  const ambiguous = 'store,date,sku,quantity,price\nM001,01/02/2026,a,1,2.50\nM001,03/04/2026,b,2,3.50\n';
  await send(analyst, 'ambiguous.csv', ambiguous, stage.product.url);
  await ended(analyst, 'needs_mapping');
  await analyst.getByTestId('answer-date_order-dmy').check();
  await analyst.getByTestId('import-apply').click();
  await ended(analyst, 'checked');
  await expect(analyst.getByTestId('count-accepted')).toContainText('2');
});

test('a real French export with line amounts and M/D/Y dates comes in whole', async ({ browser, stage }) => {
  test.skip(!existsSync(REAL_FILE), 'the real sales files are not beside the project');
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  await analyst.goto(`${stage.product.url}/imports`);
  await analyst.getByTestId('imports-file').setInputFiles(REAL_FILE);
  await analyst.waitForURL(/\/imports\/.+/);
  await ended(analyst, 'needs_mapping');
  await analyst.getByTestId('question-store-constant').fill('M001');
  await analyst.locator('[role=option]:visible').first().click();
  await analyst.getByTestId('import-apply').click();
  await ended(analyst, 'checked');
  await analyst.getByTestId('import-commit').click();
  await ended(analyst, 'done');
  await expect(analyst.getByTestId('import-result')).toContainText(/2\s938\s089,06/);
});
