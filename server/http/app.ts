import express, { type NextFunction, type Request, type Response, type Express } from 'express';
import { randomUUID } from 'node:crypto';
import type { Principal } from '../accounts/user.ts';
import type { Log } from '../log.ts';
import { databaseFault } from './database-fault.ts';
import { dispatch } from './dispatch.ts';
import { HttpError, notFound, payloadTooLarge, badRequest } from './errors.ts';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { serveApiDocs, serveClient } from './static.ts';

export interface AppOptions {
  routes: Route[];
  log: Log;
  allowedOrigins: readonly string[];
  trustProxy: number;
  /** Folder of the built client; undefined where only the API is served. */
  clientFolder: string | undefined;
  authenticate(request: Request): Promise<Principal | undefined>;
  onRequest?: (observation: { method: string; route: string; status: number; seconds: number }) => void;
}

/** The HTTP surface: headers, request log, API routes, documentation, client, errors. */
export function createApp(options: AppOptions): Express {
  const { routes, log } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustProxy);
  app.use(securityHeaders());
  app.use(observe(log, options.onRequest));

  for (const route of routes) dispatch(app, route, options);
  const document = openApiDocument(routes);
  app.get('/api/openapi.json', (_request, response) => {
    response.json(document);
  });
  serveApiDocs(app);
  app.use('/api', () => {
    throw notFound('There is no such operation. See /api/docs.');
  });
  if (options.clientFolder) serveClient(app, options.clientFolder);
  app.use(() => {
    throw notFound();
  });
  app.use(answerErrors(log));
  return app;
}

function observe(log: Log, onRequest: AppOptions['onRequest']) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    const id = randomUUID();
    response.setHeader('X-Request-Id', id);
    response.locals['log'] = log.child({ request: id });
    response.on('finish', () => {
      const seconds = (performance.now() - started) / 1000;
      const route = String(response.locals['route'] ?? 'static');
      onRequest?.({ method: request.method, route, status: response.statusCode, seconds });
      // The path only: a query may hold what people typed.
      const entry = {
        request: id,
        method: request.method,
        path: request.path,
        status: response.statusCode,
        ms: Math.round(seconds * 1000),
      };
      // Probes come every few seconds and say 503 by design while a server starts or stops.
      if (route === 'static' || route === '/healthz' || route === '/readyz') return;
      if (response.statusCode >= 500) log.error(entry, 'request failed');
      else log.info(entry, 'request');
    });
    next();
  };
}

function answerErrors(log: Log) {
  // Express tells error handlers by their four parameters.
  return (thrown: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const entry = { request: response.getHeader('X-Request-Id'), path: request.path };
    if (response.headersSent) {
      // Too late for an error of ours: a body that ends before its end tells the client.
      log.error({ err: thrown, ...entry }, 'a response broke off');
      response.destroy();
      return;
    }
    const outage = databaseFault(thrown);
    // One line each: an outage fails every request, and its stack says nothing.
    if (outage) log.warn({ reason: (thrown as Error).message, ...entry }, 'the database does not answer');
    const error = outage ?? known(thrown);
    if (!error) log.error({ err: thrown, ...entry }, 'unexpected error');
    const { status, code, message, details, headers } =
      error ??
      new HttpError(500, 'internal', 'Something went wrong here. Nothing of this request was kept; try again.');
    response.status(status).set(headers).set('Cache-Control', 'no-store');
    response.json({ error: details === undefined ? { code, message } : { code, message, details } });
  };
}

/** Errors of body-parser and the router carry a 4xx status of their own. */
function known(thrown: unknown): HttpError | undefined {
  if (thrown instanceof HttpError) return thrown;
  const status = (thrown as { status?: unknown } | null)?.status;
  const type = (thrown as { type?: unknown } | null)?.type;
  if (status === 413) return payloadTooLarge('The request is larger than this operation accepts.');
  if (type === 'entity.parse.failed') return badRequest('malformed_json', 'The body is not valid JSON.');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new HttpError(status, 'bad_request', 'The request could not be read.');
  }
  return undefined;
}
