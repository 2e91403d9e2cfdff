import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const SEED = 20270101;
const ROWS = 541_909;

/** The published file where it lies beside the project, else one of the same shape made from a seed. */
export async function salesFile(folder: string): Promise<{ path: string; name: string; seed?: number }> {
  const real = resolve('../shared/data/uci-online-retail/online_retail.csv.gz');
  if (existsSync(real)) return { path: real, name: 'uci-online-retail/online_retail.csv.gz' };
  const path = join(folder, 'made.csv');
  await writeFile(path, madeSales());
  return { path, name: 'made', seed: SEED };
}

function madeSales(): string {
  let state = SEED;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const lines = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID'];
  let left = 0;
  let receipt = 536_365;
  let head = '';
  for (let row = 0; row < ROWS; row++) {
    if (left-- === 0) {
      left = random(40);
      receipt += 1;
      const day = new Date(Date.UTC(2025, 0, 1 + Math.floor((row / ROWS) * 373))).toISOString().slice(0, 10);
      head = `${day} ${String(8 + random(12)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}:00`;
    }
    const product = random(4_070);
    lines.push(
      `${receipt},S${10_000 + product},"ARTICLE ${product}, DIVERS",${1 + random(24)},${head},${(random(2_000) + 42) / 100},${12_346 + random(4_000)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
