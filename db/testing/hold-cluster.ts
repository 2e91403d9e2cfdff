/** Holds the cluster of a folder until it is killed: the other process in the tests of the embedded server. */
import { startEmbedded } from '../embedded.ts';
import { DbError } from '../error.ts';
import { silentLog } from '../log.ts';

const dataDir = process.argv[2] ?? '';
try {
  const { url } = await startEmbedded({ dataDir, log: silentLog, sync: false });
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  setInterval(() => {}, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ kind: error instanceof DbError ? error.kind : String(error) })}\n`);
}
