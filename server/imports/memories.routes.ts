import { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';
import {
  importMemoryListSchema,
  importMemoryNameSchema,
  importMemorySchema,
} from '../../shared/api/import-memories.ts';
import { principalName } from '../accounts/user.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Imports } from './imports.ts';

/** How files of known sources are read: learnt by imports, to be seen, named and forgotten. */
export function importMemoryRoutes(imports: Pick<Imports, 'memories' | 'renameMemory' | 'forget'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/import-mappings',
      summary: 'Remembered readings of files by their headers, the latest first.',
      tag: 'Imports',
      access: { kind: 'can', action: 'imports.read' },
      responses: { 200: { description: 'At most 500.', schema: importMemoryListSchema } },
      async handle() {
        return { status: 200, body: { items: await imports.memories() } };
      },
    }),
    defineRoute<{ id: string }, unknown, { name: string }>({
      method: 'patch',
      path: '/api/import-mappings/:id',
      summary: 'Name one; without a name it goes by its last file. Noted in the audit log.',
      tag: 'Imports',
      access: { kind: 'can', action: 'imports.write' },
      params: z.object({ id: z.uuid() }),
      body: importMemoryNameSchema,
      responses: {
        200: { description: 'As it is now.', schema: importMemorySchema },
        404: { description: 'There is none of this id.', schema: apiErrorSchema },
      },
      async handle({ params, body, principal }) {
        return { status: 200, body: await imports.renameMemory(params.id, body.name, principalName(principal)) };
      },
    }),
    defineRoute<{ id: string }>({
      method: 'delete',
      path: '/api/import-mappings/:id',
      summary: 'Forget one: the next file with these headers is guessed anew. Noted in the audit log.',
      tag: 'Imports',
      access: { kind: 'can', action: 'imports.write' },
      params: z.object({ id: z.uuid() }),
      responses: {
        204: { description: 'Forgotten.' },
        404: { description: 'There is none of this id.', schema: apiErrorSchema },
      },
      async handle({ params, principal }) {
        await imports.forget(params.id, principalName(principal));
        return { status: 204 };
      },
    }),
  ];
}
