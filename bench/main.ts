import { runBrowserBench } from './browser.ts';
import { runHistoryBench } from './history.ts';
import { runImportBench } from './import.ts';
import { runInsertBench } from './insert.ts';
import { runLiveBench } from './live.ts';
import { runLiveImportBench } from './live-import.ts';
import { runLiveScaleBench } from './live-scale.ts';
import { describeMachine } from './machine.ts';
import { runOutageBench } from './outage.ts';
import { runRelayBench } from './relay.ts';
import { runReplayBench } from './replay.ts';

/** Each measures its floor or peer in the same run; what travels to another machine is the ratio, not the milliseconds. */
const BENCHES: Record<string, () => Promise<object>> = {
  replay: runReplayBench,
  relay: runRelayBench,
  live: runLiveBench,
  'live-scale': () => runLiveScaleBench(),
  insert: runInsertBench,
  import: runImportBench,
  'live-import': runLiveImportBench,
  outage: runOutageBench,
  browser: runBrowserBench,
};

/** Only when asked for by name: filling a database takes minutes. */
const LONG: Record<string, () => Promise<object>> = { history: () => runHistoryBench() };

/** `npm run bench`, or `npm run bench -- replay live`: JSON on stdout, progress on stderr. */
const names = process.argv.slice(2);
const known = { ...BENCHES, ...LONG };
const unknown = names.filter((name) => !(name in known));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(known).join(', ')}.\n`);
  process.exit(1);
}

const results: Record<string, object> = {};
for (const [name, run] of Object.entries(names.length > 0 ? known : BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`${name}…\n`);
  results[name] = await run();
}
process.stdout.write(
  `${JSON.stringify({ machine: describeMachine(), at: new Date().toISOString(), results }, null, 2)}\n`,
);
process.exit(0);
