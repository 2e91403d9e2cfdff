import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { withProjectLock } from './lock.mjs';
import { fail, inProject, root } from './project.mjs';

const STAMP = inProject('node_modules', '.installed');

function wanted() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(inProject(file)));
  return hash.digest('hex');
}

const isInstalled = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted();

/** Installs the locked dependencies when they are absent or of another lock file. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withProjectLock(() => {
    if (isInstalled()) return;
    process.stderr.write('Installing dependencies…\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { status, error } = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (status !== 0)
      fail(
        `Dependencies could not be installed (${error?.message ?? `npm ci ended with ${status}`}). Check the network and run again.`,
      );
    writeFileSync(STAMP, wanted());
  });
}
