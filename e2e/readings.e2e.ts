import { expect } from '@playwright/test';
import { hiddenProblems, signedIn, test } from './stage.ts';

test('the reading of a file is listed, renamed and deleted', async ({ browser, stage }) => {
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  const { url } = stage.product;
  // Columns no other scene has.
  const buffer = Buffer.from('Boutique;Jour;Réf.;Nb;Total\nM001;2026-03-13;scene-reading;2;7,00\n');
  await analyst.request.post(`${url}/api/imports`, {
    headers: { Origin: url },
    multipart: { file: { name: 'lecture.csv', mimeType: 'text/csv', buffer } },
  });
  await analyst.goto(`${url}/imports`);
  await expect(analyst.getByTestId('imports-row').filter({ hasText: 'lecture.csv' })).toContainText('importé');
  await analyst.getByTestId('tab-memories').click();
  const row = analyst.getByTestId('memory-row').filter({ hasText: 'Magasin (Boutique)' });
  await expect(row).toContainText('lecture.csv');

  await row.getByTestId('memory-buttons').click();
  await analyst.getByTestId('memory-rename').click();
  await analyst.getByTestId('memory-rename-form').getByRole('textbox', { name: 'Nom' }).fill('Caisse du centre');
  await analyst.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(row).toContainText('Caisse du centre');
  await expect(row.getByTestId('memory-buttons')).toBeFocused();
  await expect(row).toContainText('dernier fichier : lecture.csv');

  await row.getByTestId('memory-buttons').click();
  await analyst.getByTestId('memory-forget').click();
  await analyst.getByTestId('memory-forget-confirm').click();
  await expect(row).toHaveCount(0);
  expect(hiddenProblems(analyst)).toEqual([]);
});
