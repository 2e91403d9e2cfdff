import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { apiErrorSchema } from '../../../shared/api/error.ts';
import {
  masterImportDetailSchema,
  masterImportListSchema,
  masterImportSchema,
  masterKindSchema,
  masterMappingSchema,
  masterOutcomeSchema,
  type MasterKind,
} from '../../../shared/api/master-imports.ts';
import { principalId, principalName } from '../../accounts/user.ts';
import { invalidContent } from '../../http/errors.ts';
import { defineRoute, type Reply, type Route } from '../../http/route.ts';
import { readMapping } from '../mapping-part.ts';
import { receiveUpload } from '../upload.ts';
import { KINDS } from './kinds.ts';
import type { MasterImports } from './master-imports.ts';

const tag = 'Reference data imports';
const write = { kind: 'can', action: 'master.write' } as const;
const one = z.object({ id: z.uuid() });
const ofKind = z.object({ kind: masterKindSchema });
const MAX_UPLOAD = 16 << 20;

const uploadSchema = z.object({
  file: z.string().meta({
    format: 'binary',
    description: 'An Excel workbook (.xlsx) or CSV, plain or as .gz or .zip of one file; 50,000 rows.',
  }),
  kind: masterKindSchema,
  mapping: z.string().optional().meta({ description: 'MasterMapping as JSON.' }),
  dryRun: z.enum(['true', 'false']).optional(),
  changePast: z.enum(['true', 'false']).optional().meta({
    description: 'Needed where the warnings name past_objectives or sold_products: comparisons of the past change.',
  }),
  expect: z.string().optional().meta({ description: 'The digest of a dry run: these differences, or none.' }),
});

export function masterRoutes(imports: MasterImports): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/master-imports',
      summary: 'Compare a file of reference data with what is stored, and store it unless this is a dry run.',
      tag,
      access: write,
      streams: { contentType: 'multipart/form-data', schema: uploadSchema },
      responses: {
        200: { description: 'A dry run, open questions, or nothing to change.', schema: masterOutcomeSchema },
        201: { description: 'Stored: what was created and changed.', schema: masterOutcomeSchema },
        400: { description: 'no_file, too_many_files, bad_form, bad_mapping', schema: apiErrorSchema },
        409: {
          description:
            'moved: the differences are no longer those of `expect`; past_unconfirmed: comparisons of the past would change.',
          schema: apiErrorSchema,
        },
        413: { description: 'The file is larger than 16 MiB.', schema: apiErrorSchema },
        422: { description: 'This is no file of reference data; the code says why.', schema: apiErrorSchema },
      },
      async handle({ request, principal }) {
        const { path, fileName, size, fields } = await receiveUpload(request, imports.folder, MAX_UPLOAD);
        try {
          const outcome = await imports.run({
            kind: readKind(fields.get('kind')),
            path,
            fileName,
            size,
            mapping: readMapping(fields.get('mapping'), masterMappingSchema),
            dryRun: fields.get('dryRun') === 'true',
            expect: fields.get('expect'),
            changePast: fields.get('changePast') === 'true',
            createdBy: principalId(principal),
            author: principalName(principal),
          });
          return { status: outcome.id === undefined ? 200 : 201, body: outcome };
        } finally {
          await rm(path, { force: true });
        }
      },
    }),
    defineRoute<unknown, { before?: number | undefined }>({
      method: 'get',
      path: '/api/master-imports',
      summary: 'Imports of reference data, newest first.',
      tag,
      access: write,
      query: z.object({ before: z.coerce.number().int().min(1).max(2_147_483_647).optional() }),
      responses: { 200: { description: 'A page; ask on with before = next.', schema: masterImportListSchema } },
      handle: async ({ query }) => ({ status: 200, body: await imports.list(query.before) }),
    }),
    defineRoute<{ id: string }>({
      method: 'get',
      path: '/api/master-imports/:id',
      summary: 'One import of reference data with what it changed.',
      tag,
      access: write,
      params: one,
      responses: { 200: { description: 'The import.', schema: masterImportDetailSchema } },
      handle: async ({ params: { id } }) => ({ status: 200, body: await imports.get(id) }),
    }),
    defineRoute<{ id: string }>({
      method: 'post',
      path: '/api/master-imports/:id/revert',
      summary: 'Undo an import as a whole: former values come back, what it created leaves.',
      tag,
      access: write,
      params: one,
      responses: {
        200: { description: 'Undone.', schema: masterImportSchema },
        404: { description: 'There is no such import.', schema: apiErrorSchema },
        409: {
          description: 'wrong_status: undone already. changed_since: details name the rows in the way (MasterBlock).',
          schema: apiErrorSchema,
        },
      },
      async handle({ params: { id }, principal, authorize }) {
        authorize('master.revert', await imports.get(id));
        return { status: 200, body: await imports.revert(id, principalName(principal)) };
      },
    }),
    download('template', 'The columns of a kind, with one line as an example.', (kind) => imports.template(kind)),
    download('export', 'All rows of a kind; imported again, it changes nothing.', (kind) => imports.export(kind)),
  ];
}

function download(name: 'template' | 'export', summary: string, body: (kind: MasterKind) => Reply['body']): Route {
  return defineRoute<{ kind: MasterKind }>({
    method: 'get',
    path: `/api/master-data/:kind/${name}.csv`,
    summary,
    tag,
    access: write,
    params: ofKind,
    responses: { 200: { description: 'UTF-8 with BOM, semicolons.', contentType: 'text/csv' } },
    handle: ({ params: { kind } }) => ({
      status: 200,
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${KINDS[kind].file}${name === 'template' ? '-modele' : ''}.csv"`,
      },
      body: body(kind),
    }),
  });
}

function readKind(text: string | undefined): MasterKind {
  const parsed = masterKindSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  const message = `Send the part "kind": ${masterKindSchema.options.join(', ')}.`;
  throw invalidContent([{ path: 'kind', code: 'invalid_value', message }], message);
}
