import type { Page } from '@playwright/test';
import type { Stage } from './stage.ts';

/** Makes a scenario from last year's sales, as the page would; returns its address. */
export async function newScenario(page: Page, stage: Stage, name: string, year = 2027): Promise<string> {
  const id = await page.evaluate(
    async (asked) => {
      const response = await fetch('/api/scenarios', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...asked, base: { kind: 'lastYear' } }),
      });
      return ((await response.json()) as { id: string }).id;
    },
    { name, year },
  );
  return `${stage.product.url}/scenarios/${id}`;
}
