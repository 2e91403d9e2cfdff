import { spawn } from 'node:child_process';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inProject, root } from './lib/project.mjs';

await ensureInstalled();
// The first start needs the server built, its migrations copied; from then on the compiler keeps it up to date.
await ensureBuilt(['server']);

const bin = (name) => inProject('node_modules', '.bin', name);
const parts = {
  compiler: [bin('tsc'), ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']],
  server: [process.execPath, ['--enable-source-maps', '--watch', '--watch-preserve-output', 'dist/server/main.js']],
  client: [bin('vite'), []],
};

// The compiler is a launcher around a native binary, which a signal to the launcher alone would leave behind.
const GROUPS = process.platform !== 'win32';
const running = new Map();
let stopping = false;

for (const [name, [command, parameters]] of Object.entries(parts)) {
  const child = spawn(command, parameters, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: GROUPS });
  running.set(name, child);
  child.on('error', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  child.on('exit', (code) => {
    running.delete(name);
    if (!stopping) process.stderr.write(`The ${name} ended (${code}); stopping the rest.\n`);
    stop(code ?? 1);
  });
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));

/** One without the others is no development server: all end together, and this process after the last of them. */
function stop(code) {
  process.exitCode ??= code;
  if (!stopping) {
    stopping = true;
    for (const child of running.values()) {
      if (GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      else child.kill('SIGTERM');
    }
  }
}
