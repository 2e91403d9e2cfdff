import { expect, type Page } from '@playwright/test';
import { hiddenProblems, PASSWORD, signedIn, test, type Stage } from './stage.ts';

const STORE = 'M040';

/** A store and a day that is over, as the page shows it. */
const rowOf = (page: Page, day: string) =>
  page.locator(`[data-testid=day-group][data-day="${day}"] [data-testid=store-day]`).first();

/** The answer of the sales API to a sale of a till at noon of a day. */
async function sell({ product }: Stage, day: string): Promise<{ status: number; code?: string | undefined }> {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${product.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const token = await post('/api/auth/token', { clientId: 'caisse-demo', clientSecret: PASSWORD });
  const { accessToken } = (await token.json()) as { accessToken: string };
  const headers = { Authorization: `Bearer ${accessToken}` };
  const products = await fetch(`${product.url}/api/products?limit=1`, { headers });
  const { items } = (await products.json()) as { items: { sku: string }[] };
  const sale = {
    store: STORE,
    receipt: 'late',
    soldAt: `${day}T12:00:00Z`,
    lines: [{ sku: items[0]?.sku, quantity: 1, unitPrice: 1 }],
  };
  const response = await post('/api/sales', sale, headers);
  const { error } = (await response.json()) as { error?: { code: string } };
  return { status: response.status, code: error?.code };
}

test('a day that was closed takes no sale, until a director opens it again and says why', async ({
  browser,
  stage,
}) => {
  const address = `${stage.product.url}/journees?scope=store:${STORE}`;
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  await analyst.goto(address);
  const day = (await analyst.getByTestId('day-group').nth(1).getAttribute('data-day')) ?? '';
  const before = await rowOf(analyst, day).getByTestId('day-revenue').innerText();
  await rowOf(analyst, day).getByRole('checkbox').check();
  await expect(analyst.getByTestId('days-reopen')).toBeHidden();
  await analyst.getByTestId('days-close').click();
  await analyst.getByTestId('close-confirm').click();
  await expect(rowOf(analyst, day)).toHaveAttribute('data-state', 'closed');
  await expect(rowOf(analyst, day)).toContainText('analyste@demo.example');
  expect(await sell(stage, day)).toEqual({ status: 409, code: 'day_closed' });

  const reader = await signedIn(browser, stage, 'lecteur@demo.example');
  await reader.goto(address);
  await expect(rowOf(reader, day).getByTestId('day-state')).toHaveText('Clôturée');
  await expect(reader.getByRole('checkbox')).toHaveCount(0);

  const director = await signedIn(browser, stage, 'directrice@demo.example');
  await director.goto(address);
  await rowOf(director, day).getByRole('checkbox').check();
  await director.getByTestId('days-reopen').click();
  await director.getByTestId('reopen-confirm').click();
  await expect(director.getByTestId('reopen-dialog')).toContainText('Indiquez un motif');
  await director.getByTestId('reopen-reason').fill('Un ticket manquait');
  await director.getByTestId('reopen-confirm').click();
  await expect(rowOf(director, day)).toHaveAttribute('data-state', 'open');
  await expect(rowOf(director, day)).toContainText('Un ticket manquait');
  expect(await sell(stage, day)).toMatchObject({ status: 201 });
  await director.reload();
  await expect(rowOf(director, day).getByTestId('day-revenue')).not.toHaveText(before);
  for (const page of [analyst, reader, director]) expect(hiddenProblems(page)).toEqual([]);
});

test('totals of tills are pasted from a spreadsheet, the gap shows at once, and a wrong one is removed', async ({
  browser,
  stage,
}) => {
  const address = `${stage.product.url}/journees?scope=store:${STORE}`;
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  await analyst.goto(address);
  await expect(analyst.getByTestId('day-group').first()).toBeVisible();
  await expect(analyst.getByTestId('totals-add')).toHaveCount(0);
  const director = await signedIn(browser, stage, 'directrice@demo.example');
  await director.goto(address);
  const day = (await director.getByTestId('day-group').nth(2).getAttribute('data-day')) ?? '';
  const before = await rowOf(director, day).getByTestId('day-gap').innerText();
  const paste = async (...rows: string[]) => {
    await director.getByTestId('totals-add').click();
    await director.getByTestId('totals-cells').fill(['Magasin\tJour\tNuméro\tTotal', ...rows].join('\n'));
  };
  await paste(`${STORE}\t${day}\tS-1\tmille`);
  await expect(director.getByTestId('totals-dialog').getByRole('alert')).toContainText('Ligne 2, total TTC');
  await expect(director.getByTestId('totals-send')).toBeDisabled();
  await director.getByTestId('totals-cells').fill(`Magasin;Jour;Numéro;Total\n${STORE};${day};S-1;1 000,00`);
  await director.getByTestId('totals-send').click();
  await expect(director.getByTestId('totals-dialog')).toBeHidden();
  await expect(rowOf(director, day).getByTestId('day-gap')).not.toHaveText(before);
  await paste(`${STORE}\t${day}\tS-1\t999,00`);
  await director.getByTestId('totals-send').click();
  await expect(director.getByTestId('days-problem')).toContainText('existe déjà avec un autre contenu');
  await expect(director.getByTestId('days-problem')).toContainText('Ligne 2.');
  await director.keyboard.press('Escape');

  await rowOf(director, day).getByTestId('day-till').click();
  const wrong = director.getByTestId('stored-total').filter({ hasText: 'Z S-1' });
  await wrong.getByTestId('total-correct').click();
  await expect(director.getByTestId('correct-amount')).toBeFocused();
  await director.getByRole('button', { name: 'Ne rien changer' }).click();
  await expect(wrong.getByTestId('total-correct')).toBeFocused();
  await wrong.getByTestId('total-correct').click();
  await director.getByTestId('correct-remove').click();
  await expect(director.getByTestId('correct-total')).toContainText('Indiquez un motif');
  await director.getByTestId('correct-reason').fill('Saisi par erreur');
  await director.getByTestId('correct-remove').click();
  await expect(wrong).toContainText('retiré');
  await expect(wrong.getByTestId('total-correction')).toContainText('Saisi par erreur');
  await director.keyboard.press('Escape');
  await expect(rowOf(director, day).getByTestId('day-till')).toBeFocused();
  await expect(rowOf(director, day).getByTestId('day-gap')).toHaveText(before);
  await expect(rowOf(director, day).getByTestId('day-corrected')).toContainText('directrice@demo.example');
  expect(hiddenProblems(director)).toEqual([]);
});
