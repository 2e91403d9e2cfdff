import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { Action, Things } from '../accounts/can.ts';
import type { Principal } from '../accounts/user.ts';
import type { Log } from '../log.ts';
import type { Turns } from './turns.ts';

/** Who may call: anyone, anyone signed in (user or machine), or whoever `can()` do the action at all. */
export type Access = { kind: 'public' } | { kind: 'authenticated' } | { kind: 'can'; action: Action };

export interface Reply {
  status: number;
  /** Plain values are sent as JSON; strings, buffers and streams need a Content-Type header of their own. */
  body?: unknown;
  headers?: Record<string, string | string[]>;
}

export interface RouteContext<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** The caller. Present on every route that is not public. */
  principal: Principal;
  /** The caller where a public route has one. */
  visitor: Principal | undefined;
  ip: string;
  /** https, as seen by the client. */
  secure: boolean;
  log: Log;
  /** Only for bodies that are streamed (uploads). */
  request: IncomingMessage;
  /** Asks `can()` about one thing; throws 403 or, outside the caller's scope, 404. */
  authorize<A extends Action>(action: A, thing: Things[A]): void;
}

export interface ResponseDescription {
  description: string;
  schema?: z.ZodType;
  contentType?: string;
}

/** One operation of the API: its rights, its schemas (OpenAPI comes from them) and what it does. */
export interface Route<P = unknown, Q = unknown, B = unknown> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  tag: string;
  access: Access;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** Bytes of JSON accepted; 100 kB unless given. */
  bodyLimit?: number;
  /** What its callers share of the server: one beyond his turns waits before his body is read, or is answered 429. */
  turns?: Turns;
  /** The body is read by the handler; it is documented with this content type. */
  streams?: { contentType: string; schema: z.ZodType };
  responses: Record<number, ResponseDescription>;
  handle(context: RouteContext<P, Q, B>): Promise<Reply> | Reply;
}

/** Keeps the types of params, query and body inside the definition and erases them outside, so that routes fit one list. */
export function defineRoute<P = unknown, Q = unknown, B = unknown>(route: Route<P, Q, B>): Route {
  return route as unknown as Route;
}
