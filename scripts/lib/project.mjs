import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the project, whatever folder the command was called from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inProject = (...parts) => join(root, ...parts);

/** One clear line and out: for faults of the installation, not of the code. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`EPM Retail needs Node.js 20.19 or later; this is ${process.version}.`);
