import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface PlanWorkerFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** plan-worker.ts as a thread can load it: tests run from the sources, which Node does not read. */
export async function buildPlanWorker(): Promise<PlanWorkerFile> {
  const folder = await mkdtemp(join(tmpdir(), 'epm-plan-worker-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('../plan-worker.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'plan-worker.mjs' } },
    },
  });
  return { path: join(folder, 'plan-worker.mjs'), remove: () => rm(folder, { recursive: true }) };
}
