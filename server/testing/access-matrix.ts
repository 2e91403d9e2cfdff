/** `rival`: the manager of the other region. `till`, `loader`, `board`: machine clients with one scope each. */
export const CALLERS = [
  'director',
  'analyst',
  'manager',
  'rival',
  'reader',
  'till',
  'loader',
  'board',
  'nobody',
] as const;
export type Caller = (typeof CALLERS)[number];

export interface Case {
  /** What the address points at. */
  thing: string;
  query?: string;
  body?: unknown;
  /** One status per caller, in the order of CALLERS. Refusals of content and state (409, 422) come after rights. */
  answers: string;
}

const EVERYBODY = '200 200 200 200 200 200 200 200 200';
const SIGNED_IN = '200 200 200 200 200 200 200 200 401';
/** Reading a scenario that is everybody's, and the private draft of `manager`. */
const SHARED = '200 200 200 200 200 403 403 403 401';
const DRAFT = '200 404 200 404 404 403 403 403 401';
const NOWHERE = '404 404 404 404 404 403 403 403 401';
const IMPORTS_READ = '200 200 403 403 403 403 200 403 401';
const MASTER = '200 200 403 403 403 403 403 403 401';
const LIVE_COMPANY = '200 200 404 404 200 403 403 200 401';
const LIVE_IDF = '200 200 200 404 200 403 403 200 401';
const LIVE_BRE = '200 200 404 200 200 403 403 200 401';
const LIVE_NOWHERE = '404 404 404 404 404 403 403 404 401';

const reading: Case[] = [
  { thing: 'shared', answers: SHARED },
  { thing: 'draft', answers: DRAFT },
  { thing: 'unknown', answers: NOWHERE },
];
const watching: Case[] = [
  { thing: '', query: 'scope=company', answers: LIVE_COMPANY },
  { thing: '', query: 'scope=region:IDF', answers: LIVE_IDF },
  { thing: '', query: 'scope=region:BRE', answers: LIVE_BRE },
  { thing: '', query: 'scope=store:M001', answers: LIVE_IDF },
  { thing: '', query: 'scope=store:M003', answers: LIVE_BRE },
  { thing: '', query: 'scope=store:M999', answers: LIVE_NOWHERE },
];
const judging = (body: unknown): Case[] => [
  { thing: 'shared', body, answers: '200 200 403 403 403 403 403 403 401' },
  { thing: 'draft', body, answers: '200 404 403 403 403 403 403 403 401' },
  { thing: 'unknown', body, answers: '404 404 403 403 403 403 403 403 401' },
];
/** `late`: the imports are done, so that whoever may act on one is told that it is over. */
const acting = (late: string, body?: unknown): Case[] => [
  { thing: 'of-director', body, answers: `${late} 403 403 403 403 403 403 403 401` },
  { thing: 'of-analyst', body, answers: `${late} ${late} 403 403 403 403 403 403 401` },
  { thing: 'of-loader', body, answers: `${late} 403 403 403 403 403 ${late} 403 401` },
  { thing: 'unknown', body, answers: '404 404 403 403 403 403 404 403 401' },
];
const alertOn = (scope: string) => ({
  name: 'Matrix',
  scope,
  threshold: 0.9,
  from: '11:00',
  quietMinutes: 60,
  webhook: null,
});
const changingAlerts = (fine: string, body?: unknown): Case[] => [
  { thing: 'alert-company', body, answers: `${fine} ${fine} 404 404 403 403 403 403 401` },
  { thing: 'alert-IDF', body, answers: `${fine} ${fine} ${fine} 404 403 403 403 403 401` },
  { thing: 'alert-on-IDF', body, answers: `${fine} ${fine} 403 404 403 403 403 403 401` },
  { thing: 'unknown', body, answers: '404 404 404 404 403 403 403 403 401' },
];
const SALE = {
  store: 'M001',
  receipt: 'matrix',
  soldAt: '2026-11-20T10:00:00Z',
  lines: [{ sku: 'P01', quantity: 1, unitPrice: 1 }],
};
const TILL_TOTAL = { store: 'M001', day: '2026-11-20', number: '1', total: 1 };
const QUIET_DAY = { store: 'M001', day: '2026-11-01' };

/** Each operation, with what each caller is answered. */
export const MATRIX: Record<string, Case[]> = {
  'get /healthz': [{ thing: '', answers: EVERYBODY }],
  'get /readyz': [{ thing: '', answers: EVERYBODY }],
  'get /api/public': [{ thing: '', answers: EVERYBODY }],
  'post /api/auth/login': [{ thing: '', body: {}, answers: '422 422 422 422 422 422 422 422 422' }],
  'post /api/auth/token': [{ thing: '', body: {}, answers: '422 422 422 422 422 422 422 422 422' }],
  'post /api/auth/logout': [{ thing: '', answers: '204 204 204 204 204 204 204 204 204' }],
  'get /api/me': [{ thing: '', answers: '200 200 200 200 200 401 401 401 401' }],
  'get /api/time': [{ thing: '', answers: SIGNED_IN }],
  'get /api/regions': [{ thing: '', answers: SIGNED_IN }],
  'get /api/stores': [{ thing: '', answers: SIGNED_IN }],
  'get /api/categories': [{ thing: '', answers: SIGNED_IN }],
  'get /api/products': [{ thing: '', answers: SIGNED_IN }],
  'post /api/sales': [{ thing: '', body: SALE, answers: '403 403 403 403 403 201 403 403 401' }],
  'post /api/till-totals': [{ thing: '', body: TILL_TOTAL, answers: '201 403 403 403 403 201 403 403 401' }],
  'get /api/till-totals': [
    { thing: '', query: 'store=M001&day=2026-11-20', answers: '200 200 200 404 200 403 403 200 401' },
    { thing: '', query: 'store=M999&day=2026-11-20', answers: '404 404 404 404 404 403 403 404 401' },
  ],
  'post /api/till-totals/correct': [
    {
      thing: '',
      body: { ...TILL_TOTAL, number: 'none', was: 1, reason: 'matrix' },
      answers: '404 403 403 403 403 403 403 403 401',
    },
  ],
  'get /api/store-days': [
    ...watching.map((one) => ({ ...one, query: `from=2026-11-20&to=2026-11-21&${one.query}` })),
    { thing: '', query: 'from=2026-11-20&to=2026-11-21', answers: '200 200 200 200 200 403 403 200 401' },
  ],
  'post /api/store-days/close': [
    { thing: '', body: { days: [QUIET_DAY] }, answers: '200 200 403 403 403 403 403 403 401' },
  ],
  'get /api/store-days/writers': [{ thing: '', answers: '200 200 403 403 403 403 403 403 401' }],
  'post /api/store-days/cancel': [
    { thing: '', body: { days: [QUIET_DAY] }, answers: '200 200 403 403 403 403 403 403 401' },
  ],
  'post /api/store-days/reopen': [
    { thing: '', body: { days: [QUIET_DAY], reason: 'matrix' }, answers: '200 403 403 403 403 403 403 403 401' },
  ],
  'get /api/kpis': watching,
  'get /api/live/curve': watching,
  'get /api/live/ranking': watching,
  'get /api/live/receipts': watching,
  'get /api/live/scopes': [{ thing: '', answers: '200 200 200 200 200 403 403 200 401' }],
  'get /api/alerts': [{ thing: '', answers: '200 200 200 200 200 403 403 200 401' }],
  'get /api/alerts/signals': [{ thing: '', answers: '200 200 200 200 200 403 403 200 401' }],
  'post /api/alerts': [
    { thing: '', body: alertOn('company'), answers: '201 201 404 404 403 403 403 403 401' },
    { thing: '', body: alertOn('region:IDF'), answers: '201 201 201 404 403 403 403 403 401' },
    { thing: '', body: alertOn('store:M999'), answers: '404 404 404 404 403 403 403 403 401' },
  ],
  'patch /api/alerts/:id': changingAlerts('200', alertOn('region:IDF')),
  'delete /api/alerts/:id': changingAlerts('204'),
  'post /api/alerts/:id/test': changingAlerts('409'),
  'get /api/imports': [{ thing: '', answers: IMPORTS_READ }],
  // No form: whoever may import is told how to.
  'post /api/imports': [{ thing: '', body: {}, answers: '415 415 403 403 403 403 415 403 401' }],
  'get /api/imports/:id': [
    { thing: 'of-director', answers: IMPORTS_READ },
    { thing: 'unknown', answers: '404 404 403 403 403 403 404 403 401' },
  ],
  'get /api/imports/:id/errors.csv': [
    { thing: 'of-director', answers: IMPORTS_READ },
    { thing: 'unknown', answers: '404 404 403 403 403 403 404 403 401' },
  ],
  'post /api/imports/:id/mapping': acting('409', {}),
  'post /api/imports/:id/commit': acting('409'),
  'post /api/imports/:id/cancel': acting('409'),
  'post /api/imports/:id/revert': acting('200'),
  'get /api/master-imports': [{ thing: '', answers: MASTER }],
  'post /api/master-imports': [{ thing: '', body: {}, answers: '415 415 403 403 403 403 403 403 401' }],
  'get /api/master-imports/:id': [
    { thing: 'master-of-director', answers: MASTER },
    { thing: 'unknown', answers: '404 404 403 403 403 403 403 403 401' },
  ],
  'post /api/master-imports/:id/revert': [
    { thing: 'master-of-director', answers: '200 403 403 403 403 403 403 403 401' },
    { thing: 'master-of-analyst', answers: '200 200 403 403 403 403 403 403 401' },
    { thing: 'unknown', answers: '404 404 403 403 403 403 403 403 401' },
  ],
  'get /api/master-data/:kind/template.csv': [{ thing: '', answers: MASTER }],
  'get /api/master-data/:kind/export.csv': [{ thing: '', answers: MASTER }],
  'get /api/import-mappings': [{ thing: '', answers: IMPORTS_READ }],
  'patch /api/import-mappings/:id': [
    { thing: 'memory', body: { name: 'Matrix' }, answers: '200 200 403 403 403 403 200 403 401' },
    { thing: 'unknown', body: { name: 'Matrix' }, answers: '404 404 403 403 403 403 404 403 401' },
  ],
  'delete /api/import-mappings/:id': [
    { thing: 'memory', answers: '204 204 403 403 403 403 204 403 401' },
    { thing: 'unknown', answers: '404 404 403 403 403 403 404 403 401' },
  ],
  'get /api/scenarios': [{ thing: '', answers: SHARED }],
  'get /api/starting-point': [{ thing: '', query: 'year=2027', answers: '200 200 403 403 403 403 403 403 401' }],
  'post /api/scenarios': [
    {
      thing: '',
      body: { name: 'New', year: 2027, base: { kind: 'lastYear' } },
      answers: '201 201 403 403 403 403 403 403 401',
    },
    {
      thing: '',
      body: { name: 'From a draft', year: 2027, base: { kind: 'scenario', id: '$draft' } },
      answers: '201 404 403 403 403 403 403 403 401',
    },
  ],
  'get /api/scenarios/:id': reading,
  'get /api/scenarios/:id/model': reading,
  'get /api/scenarios/:id/base': reading,
  'get /api/scenarios/:id/landing': reading,
  'get /api/scenarios/:id/export': reading,
  'get /api/scenarios/:id/history': [
    ...reading,
    { thing: 'shared', query: 'sheet=IDF&limit=1', answers: SHARED },
    { thing: 'draft', query: 'sheet=IDF', answers: DRAFT },
  ],
  'get /api/scenarios/:id/versions': reading,
  'post /api/scenarios/:id/cells': reading.map((one) => ({ ...one, body: { cells: ['ca_ttc|R:IDF|*|2027'] } })),
  'post /api/scenarios/:id/fork': [
    { thing: 'shared', body: { name: 'Copy' }, answers: '201 201 201 201 403 403 403 403 401' },
    { thing: 'draft', body: { name: 'Copy' }, answers: '201 404 201 404 403 403 403 403 401' },
    { thing: 'unknown', body: { name: 'Copy' }, answers: '404 404 404 404 403 403 403 403 401' },
  ],
  'post /api/scenarios/:id/stores': [
    { thing: 'shared', body: { store: 'M001' }, answers: '409 409 403 403 403 403 403 403 401' },
    { thing: 'draft', body: { store: 'M001' }, answers: '409 404 403 403 403 403 403 403 401' },
    { thing: 'unknown', body: { store: 'M001' }, answers: '404 404 403 403 403 403 403 403 401' },
  ],
  'post /api/scenarios/:id/versions': [
    { thing: 'shared', body: { name: 'V1' }, answers: '201 201 403 403 403 403 403 403 401' },
    { thing: 'draft', body: { name: 'V1' }, answers: '201 404 403 403 403 403 403 403 401' },
  ],
  'post /api/scenarios/:id/submit': [
    { thing: 'shared', body: { sheet: 'IDF' }, answers: '200 200 200 403 403 403 403 403 401' },
    { thing: 'shared', body: { sheet: 'BRE' }, answers: '200 200 403 200 403 403 403 403 401' },
    { thing: 'shared', body: { sheet: 'siege' }, answers: '422 422 403 403 403 403 403 403 401' },
    { thing: 'draft', body: { sheet: 'IDF' }, answers: '200 404 200 404 403 403 403 403 401' },
  ],
  'post /api/scenarios/:id/approve': judging({ sheet: 'IDF' }),
  'post /api/scenarios/:id/reject': judging({ sheet: 'IDF', reason: 'Too low' }),
  'post /api/scenarios/:id/publish': [
    { thing: 'shared', answers: '200 403 403 403 403 403 403 403 401' },
    { thing: 'draft', answers: '200 403 403 403 403 403 403 403 401' },
    { thing: 'unknown', answers: '404 403 403 403 403 403 403 403 401' },
  ],
};

/** The state of the sheets that an operation starts from. */
export const FROM_STATE: Record<string, string> = {
  'post /api/scenarios/:id/approve': 'submitted',
  'post /api/scenarios/:id/reject': 'submitted',
  'post /api/scenarios/:id/publish': 'approved',
};
