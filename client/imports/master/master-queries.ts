import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  masterImportDetailSchema,
  masterImportListSchema,
  masterImportSchema,
  masterOutcomeSchema,
  type MasterKind,
  type MasterMapping,
  type MasterOutcome,
} from '../../../shared/api/master-imports.ts';
import { isStatus } from '../../api/api-error.ts';
import { apiRequest } from '../../api/http.ts';

const KEY = ['imports', 'master'] as const;
const oneKey = (id: string) => [...KEY, 'one', id] as const;

export const masterListQuery = infiniteQueryOptions({
  queryKey: [...KEY, 'list'] as const,
  queryFn: ({ pageParam, signal }) =>
    apiRequest({ path: '/api/master-imports', query: { before: pageParam }, schema: masterImportListSchema, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});

export function masterImportQuery(id: string) {
  return queryOptions({
    queryKey: oneKey(id),
    queryFn: ({ signal }) =>
      apiRequest({
        path: `/api/master-imports/${encodeURIComponent(id)}`,
        schema: masterImportDetailSchema,
        signal,
      }),
  });
}

export interface MasterFileRequest {
  kind: MasterKind;
  file: File;
  mapping: MasterMapping;
  /** Absent: only compare. Else the digest of the differences to make. */
  expect?: string;
  /** Said by somebody who was told what changes. */
  changePast?: boolean;
}

/** Sends the file to be compared, or to be stored as it was compared. */
export function sendMasterFile({ kind, file, mapping, expect, changePast }: MasterFileRequest): Promise<MasterOutcome> {
  const body = new FormData();
  body.append('kind', kind);
  body.append('mapping', JSON.stringify(mapping));
  if (expect === undefined) body.append('dryRun', 'true');
  else body.append('expect', expect);
  if (changePast === true) body.append('changePast', 'true');
  body.append('file', file);
  return apiRequest({ method: 'POST', path: '/api/master-imports', body, schema: masterOutcomeSchema });
}

export function useMasterRevert(id: string) {
  const client = useQueryClient();
  return useMutation({
    // Offline, a click must fail now: kept and sent an hour later it would surprise.
    networkMode: 'always',
    mutationFn: () =>
      apiRequest({
        method: 'POST',
        path: `/api/master-imports/${encodeURIComponent(id)}/revert`,
        schema: masterImportSchema,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => {
      if (isStatus(error, 409)) void client.invalidateQueries({ queryKey: oneKey(id) });
    },
  });
}

/** The file at this address, saved by the browser. */
export const downloadPath = (kind: MasterKind, what: 'template' | 'export') => `/api/master-data/${kind}/${what}.csv`;
