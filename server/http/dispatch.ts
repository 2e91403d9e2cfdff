import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import type { ContentIssue } from '../../shared/api/error.ts';
import { can, type Action, type Things, type Verdict } from '../accounts/can.ts';
import { principalId, type Principal } from '../accounts/user.ts';
import type { Log } from '../log.ts';
import { forbidden, foreignOrigin, HttpError, invalidContent, notFound, tooBusy, unauthenticated } from './errors.ts';
import { judgeOrigin } from './origin.ts';
import type { Reply, Route } from './route.ts';
import type { Turns } from './turns.ts';
import { unstorableText } from './storable-text.ts';

export interface DispatchOptions {
  allowedOrigins: readonly string[];
  authenticate(request: Request): Promise<Principal | undefined>;
}

const DEFAULT_BODY_LIMIT = 100_000;
/** Told to who has all his turns taken. */
const TURN_RETRY_S = 2;

/** Mounts one route: origin, caller, rights, then content, in that order; only then its handler. */
export function dispatch(app: Express, route: Route, options: DispatchOptions): void {
  const judge: RequestHandler = async (request, response, next) => {
    response.locals['route'] = route.path;
    response.locals['principal'] = await admit(route, request, options);
    if (route.turns) await takeTurn(route.turns, response);
    next();
  };
  const parse = route.body && !route.streams ? [express.json({ limit: route.bodyLimit ?? DEFAULT_BODY_LIMIT })] : [];
  const handle: RequestHandler = async (request, response) => {
    const turn = response.locals['turn'] as Turn | undefined;
    turn?.begin();
    try {
      await answer(request, response);
    } finally {
      turn?.end();
    }
  };
  const answer = async (request: Request, response: Response): Promise<void> => {
    const principal = response.locals['principal'] as Principal | undefined;
    const reply = await route.handle({
      params: check(route.params, request.params, 'params'),
      query: check(route.query, { ...request.query }, 'query'),
      body: check(route.body, request.body, 'body'),
      // A route that is not public never gets here without one: admit() refused.
      principal: principal as Principal,
      visitor: principal,
      ip: request.ip ?? 'unknown',
      secure: request.secure,
      log: response.locals['log'] as Log,
      request,
      authorize: (action, thing) => authorize(principal, action, thing),
    });
    await send(response, reply);
  };
  app[route.method](route.path, judge, ...parse, handle);
}

interface Turn {
  /** From now on it lasts as long as the work, whoever still listens. */
  begin(): void;
  end(): void;
}

/** Held until the answer is sent, or nothing comes of the request. */
async function takeTurn(turns: Turns, response: Response): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const end = await turns.take(principalId(response.locals['principal'] as Principal), gone.signal);
  if (!end) throw tooBusy(TURN_RETRY_S);
  let begun = false;
  const turn: Turn = { begin: () => (begun = true), end };
  response.locals['turn'] = turn;
  gone.signal.addEventListener('abort', () => {
    if (!begun) end();
  });
}

async function admit(route: Route, request: Request, options: DispatchOptions): Promise<Principal | undefined> {
  const changes = route.method !== 'get';
  if (changes && request.headers.authorization === undefined) {
    const origin = judgeOrigin(request, options.allowedOrigins);
    // Without a cookie there is nothing a foreign page could ride on; programs send neither.
    if (origin === 'foreign' || (origin === 'missing' && request.headers.cookie !== undefined)) throw foreignOrigin();
  }
  const principal = await options.authenticate(request);
  if (route.access.kind === 'public') return principal;
  if (!principal) throw unauthenticated();
  if (route.access.kind === 'can') demand(can(principal, route.access.action));
  return principal;
}

function authorize<A extends Action>(principal: Principal | undefined, action: A, thing: Things[A]): void {
  if (!principal) throw unauthenticated();
  demand(can(principal, action, thing));
}

function demand(verdict: Verdict): void {
  if (verdict === 'hidden') throw notFound();
  if (verdict === 'forbidden') throw forbidden();
}

/** An unreadable address is 404, any other unreadable content 422 with one detail per finding. */
function check<T>(schema: z.ZodType<T> | undefined, value: unknown, where: 'params' | 'query' | 'body'): T {
  if (!schema) return undefined as T;
  const parsed = schema.safeParse(value);
  const unstorable = parsed.success ? unstorableText(parsed.data) : undefined;
  if (parsed.success && !unstorable) return parsed.data;
  if (where === 'params') throw notFound();
  throw invalidContent(unstorable ? [unstorable] : (parsed.error?.issues ?? []).map(toIssue));
}

function toIssue(issue: z.core.$ZodIssue): ContentIssue {
  const [first, ...rest] = issue.path;
  const indexed = typeof first === 'number';
  const path = (indexed ? rest : issue.path).map(String).join('.');
  return { ...(indexed ? { index: first } : {}), path, code: issue.code, message: issue.message };
}

async function send(response: Response, reply: Reply): Promise<void> {
  response.status(reply.status);
  if (!reply.headers?.['Cache-Control']) response.set('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.set(name, value);
  const { body } = reply;
  if (body === undefined) response.end();
  else if (body instanceof Readable) await pipeline(body, response).catch(aborted);
  else if (typeof body === 'string' || body instanceof Uint8Array)
    response.send(body instanceof Uint8Array ? Buffer.from(body) : body);
  else response.json(body);
}

/** A reader that leaves in the middle of a download is no fault of ours. */
function aborted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
    throw error instanceof HttpError ? error : new Error('download failed', { cause: error });
}
