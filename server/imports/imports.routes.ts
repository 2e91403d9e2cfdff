import { rm } from 'node:fs/promises';
import { z } from 'zod';
import {
  importCreatedSchema,
  importGroupSchema,
  importListSchema,
  importMappingSchema,
  importSchema,
  type Import,
  type ImportMapping,
} from '../../shared/api/imports.ts';
import { apiErrorSchema } from '../../shared/api/error.ts';
import { principalId, principalName } from '../accounts/user.ts';
import { defineRoute, type Reply, type Route, type RouteContext } from '../http/route.ts';
import type { ListFilter } from './import-store.ts';
import type { Imports } from './imports.ts';
import { readMapping } from './mapping-part.ts';
import { receiveUpload } from './upload.ts';

const params = z.object({ id: z.uuid() });
const one = { 200: { description: 'The import as it is now.', schema: importSchema } };
const conflicts = {
  ...one,
  404: { description: 'There is no such import.', schema: apiErrorSchema },
  409: { description: 'wrong_status: the import is past that, or not there yet; day_closed.', schema: apiErrorSchema },
};
const uploadSchema = z.object({
  file: z
    .string()
    .meta({ format: 'binary', description: 'An Excel workbook (.xlsx) or CSV, plain or as .gz or .zip of one file.' }),
  mapping: z.string().optional().meta({ description: 'ImportMapping as JSON.' }),
  dryRun: z.enum(['true', 'false']).optional(),
});

export function importRoutes(imports: Imports): Route[] {
  const write = { kind: 'can', action: 'imports.write' } as const;
  const read = { kind: 'can', action: 'imports.read' } as const;

  /** Directors act on every import, analysts on their own. */
  async function own(context: RouteContext<{ id: string }, unknown, unknown>): Promise<void> {
    const { createdBy } = await imports.get(context.params.id);
    context.authorize('imports.revert', { createdBy });
  }

  const act = (name: 'commit' | 'cancel' | 'revert', summary: string): Route =>
    defineRoute<{ id: string }>({
      method: 'post',
      path: `/api/imports/:id/${name}`,
      summary,
      tag: 'Imports',
      access: write,
      params,
      responses: conflicts,
      async handle(context) {
        await own(context);
        return ok(await imports[name](context.params.id));
      },
    });

  return [
    defineRoute({
      method: 'post',
      path: '/api/imports',
      summary: 'Import a file of sales. Without open questions it runs through to done by itself.',
      tag: 'Imports',
      access: write,
      streams: { contentType: 'multipart/form-data', schema: uploadSchema },
      responses: {
        202: { description: 'Received; follow it by its id.', schema: importCreatedSchema },
        400: { description: 'no_file, too_many_files, bad_form, bad_mapping', schema: apiErrorSchema },
        413: { description: 'The file is too large.', schema: apiErrorSchema },
      },
      async handle({ request, principal }) {
        const { id, path, fileName, size, sha256, fields } = await receiveUpload(request, imports.folder);
        try {
          const mapping = readMapping(fields.get('mapping'), importMappingSchema);
          const dryRun = fields.get('dryRun') === 'true';
          const by = { createdBy: principalId(principal), author: principalName(principal) };
          await imports.create({ id, fileName, size, sha256, mapping, dryRun, ...by });
        } catch (error) {
          await rm(path, { force: true });
          throw error;
        }
        return { status: 202, body: { id } };
      },
    }),
    defineRoute<unknown, ListFilter>({
      method: 'get',
      path: '/api/imports',
      summary: 'Imports, newest first, of one group or with a text in their file or author.',
      tag: 'Imports',
      access: read,
      query: z.object({
        before: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
        group: importGroupSchema.optional(),
        text: z.string().trim().min(1).max(100).optional(),
      }),
      responses: { 200: { description: 'A page of imports; ask on with before = next.', schema: importListSchema } },
      async handle({ query }) {
        return { status: 200, body: await imports.list(query) };
      },
    }),
    defineRoute<{ id: string }>({
      method: 'get',
      path: '/api/imports/:id',
      summary: 'One import: status, counts, questions, what was understood.',
      tag: 'Imports',
      access: read,
      params,
      responses: one,
      async handle({ params: { id } }) {
        return ok(await imports.get(id));
      },
    }),
    defineRoute<{ id: string }, unknown, ImportMapping>({
      method: 'post',
      path: '/api/imports/:id/mapping',
      summary: 'Answer questions or correct what was understood; the file is read again.',
      tag: 'Imports',
      access: write,
      params,
      body: importMappingSchema as z.ZodType<ImportMapping>,
      responses: conflicts,
      async handle(context) {
        await own(context);
        return ok(await imports.answer(context.params.id, context.body));
      },
    }),
    act('commit', 'Store what a dry run has checked.'),
    act('cancel', 'Stop an import; nothing of it is stored.'),
    act('revert', 'Undo a finished import: rows leave that no other import brought.'),
    defineRoute<{ id: string }, { lang: 'fr' | 'en' }>({
      method: 'get',
      path: '/api/imports/:id/errors.csv',
      summary:
        'Refused rows: line number, column, reason, original text and code, then the columns of the file; corrected, it can be imported.',
      tag: 'Imports',
      access: read,
      params,
      query: z.object({ lang: z.enum(['fr', 'en']).default('fr') }) as z.ZodType<{ lang: 'fr' | 'en' }>,
      responses: { 200: { description: 'UTF-8 with BOM, the separator of the file.', contentType: 'text/csv' } },
      async handle({ params: { id }, query }) {
        return {
          status: 200,
          headers: {
            'Content-Type': 'text/csv; charset=utf-8',
            'Content-Disposition': `attachment; filename="import-${id}-${query.lang === 'fr' ? 'refus' : 'errors'}.csv"`,
          },
          body: await imports.errors(id, query.lang),
        };
      },
    }),
  ];
}

const ok = (body: Import): Reply => ({ status: 200, body });
