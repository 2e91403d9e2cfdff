import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The program that reads workbooks. Node 20 runs no TypeScript, so it is bundled first. */
export async function buildWorkbookProgram(): Promise<{ path: string; remove(): void }> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const outDir = mkdtempSync(join(parent, 'epm-workbook-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'server/imports/file/workbook/workbook-program.ts',
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
    },
  });
  return {
    path: join(outDir, 'workbook-program.js'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
