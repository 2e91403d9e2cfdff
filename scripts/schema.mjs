import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inProject } from './lib/project.mjs';

await ensureInstalled();
await ensureBuilt(['server']);
const { writeSchema } = await import('../dist/db/schema-command.js');
await writeSchema(inProject('db', 'schema.sql'));
