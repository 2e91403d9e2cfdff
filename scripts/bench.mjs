import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/project.mjs';

process.chdir(root);
await ensureInstalled();
await ensureBuilt();
await import('../dist/bench/main.js');
