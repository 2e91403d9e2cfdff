import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject } from './project.mjs';

const LOCK = inProject('.install.lock');
const OWNER = inProject('.install.lock', 'pid');

/** Installing and building change the project's folder: `npm start` and `npm test` side by side take turns. */
export async function withProjectLock(work) {
  for (let told = false; !take(); told = true) {
    if (!told) process.stderr.write('Another command is installing or building here; waiting for it.\n');
    if (!ownerLives()) rmSync(LOCK, { recursive: true, force: true });
    await wait(200);
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function take() {
  try {
    mkdirSync(LOCK);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(OWNER, String(process.pid));
  return true;
}

/** A lock without a pid is one being taken just now, unless its taker was killed in that very moment. */
function ownerLives() {
  try {
    const pid = Number(readFileSync(OWNER, 'utf8'));
    if (!pid) return isYoung();
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM' || (error.code === 'ENOENT' && isYoung());
  }
}

function isYoung() {
  const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age < 5_000;
}
