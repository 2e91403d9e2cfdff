import { expect } from '@playwright/test';
import { hiddenProblems, signedIn, test } from './stage.ts';

/** A month nobody had an objective for, and long over. */
const PAST = '2015-03';

test('objectives are compared, stored once it is said that the past changes, and undone', async ({
  browser,
  stage,
}) => {
  const analyst = await signedIn(browser, stage, 'analyste@demo.example');
  const stored = async () => {
    const { rows } = await stage.database.query<{ montant_ttc: string }>(
      `select montant_ttc from objectifs where mois = $1`,
      [`${PAST}-01`],
    );
    return rows.map(({ montant_ttc }) => montant_ttc);
  };
  await analyst.goto(`${stage.product.url}/imports`);
  await analyst.getByTestId('tab-master').click();
  const card = analyst.getByTestId('master-card-objectives');
  const buffer = Buffer.from(`magasin;mois;objectif_ca_ttc\nM001;${PAST};152 000\nM999;${PAST};1\n`);
  await card.getByTestId('master-file').setInputFiles({ name: 'objectifs.csv', mimeType: 'text/csv', buffer });

  await expect(analyst.getByTestId('master-count-created')).toContainText('1');
  await expect(analyst.getByTestId('master-unknown')).toContainText('M999');
  await expect(analyst.getByTestId('master-warnings')).toContainText('1 mois terminé reçoit un objectif');
  await expect(analyst.getByTestId('master-store')).toBeDisabled();
  await analyst.getByTestId('master-past').check();
  await analyst.getByTestId('master-store').click();
  const made = analyst.getByTestId('master-import');
  await expect(made).toHaveAttribute('data-status', 'done');
  expect(await stored()).toEqual(['152000.00']);

  await analyst.getByTestId('master-revert').click();
  await analyst.getByTestId('master-undo-confirm').click();
  await expect(made).toHaveAttribute('data-status', 'reverted');
  expect(await stored()).toEqual([]);
  expect(hiddenProblems(analyst)).toEqual([]);
});
