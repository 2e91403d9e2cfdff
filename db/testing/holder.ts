import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface Holder {
  child: ChildProcess;
  /** What it printed first: the url of its server, or the kind of its error. */
  answer: { url?: string; kind?: string };
  kill(): Promise<void>;
}

/** Other processes that start an embedded server. Node 20 runs no TypeScript, so their program is bundled first. */
export async function buildHolder(): Promise<{ start(dataDir: string): Promise<Holder>; remove(): void }> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  // Inside the project, so that the bundle finds its packages.
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const outDir = mkdtempSync(join(parent, 'epm-holder-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'db/testing/hold-cluster.ts', outDir, emptyOutDir: true, minify: false, target: 'node20' },
  });
  return {
    start: (dataDir) => startHolder(join(outDir, 'hold-cluster.js'), dataDir),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

async function startHolder(program: string, dataDir: string): Promise<Holder> {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    child,
    answer: JSON.parse(line) as Holder['answer'],
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
