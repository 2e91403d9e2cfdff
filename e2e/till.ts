import { expect } from '@playwright/test';
import { PASSWORD, type Stage } from './stage.ts';

interface Sale {
  store: string;
  receipt: string;
  lines: readonly { quantity: number; unitPrice: number }[];
}

/** A till of the demo company: sells what there is, now, through the API. */
export async function sell(stage: Stage, { store, receipt, lines }: Sale): Promise<void> {
  const sku = await anySku(stage);
  const posted = await fetch(`${stage.product.url}/api/sales`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await tillToken(stage)}` },
    body: JSON.stringify({
      store,
      receipt,
      soldAt: new Date().toISOString(),
      lines: lines.map((line) => ({ sku, ...line })),
    }),
  });
  expect(posted.status).toBe(201);
}

async function tillToken(stage: Stage): Promise<string> {
  const response = await fetch(`${stage.product.url}/api/auth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ clientId: 'caisse-demo', clientSecret: PASSWORD }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function anySku(stage: Stage): Promise<string> {
  const { rows } = await stage.database.query<{ sku: string }>('select sku from produits order by id limit 1');
  return rows[0]?.sku ?? '';
}
