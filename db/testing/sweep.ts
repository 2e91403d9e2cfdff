import { readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holderOf } from '../embedded/lock.ts';
import { clearOrphan } from '../embedded/orphan.ts';
import { silentLog } from '../log.ts';

export const TEST_FOLDER_PREFIX = 'epm-test-';

/** Stops the servers of test runs that were killed, and removes their folders. */
export async function sweepTestFolders(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(TEST_FOLDER_PREFIX)) continue;
    const folder = join(tmpdir(), name);
    try {
      // A folder that was made this instant has no lock yet, and nothing in it either.
      if (holderOf(folder) !== null || !readdirSync(folder).includes('pg-password')) continue;
      await clearOrphan(join(realpathSync(folder), 'pg'), silentLog);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another run sweeps it, or it belongs to another user.
    }
  }
}
