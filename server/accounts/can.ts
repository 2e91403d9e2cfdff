import type { ScenarioState } from '../../shared/api/scenarios.ts';
import type { Scope } from '../../shared/api/scope.ts';
import type { User } from '../../shared/api/session.ts';
import { principalName, type Principal } from './user.ts';

/** What a right is asked for. `region` of a store scope is the code of its region. */
export interface Things {
  'live.read': { scope: Scope; region?: string | undefined };
  /** `author`: who stands for the alert there is; null: nobody does any more. */
  'alerts.write': { scope: Scope; region?: string | undefined; author?: string | null | undefined };
  'reference.read': undefined;
  'sales.write': undefined;
  'tillTotals.write': undefined;
  'tillTotals.correct': undefined;
  'days.read': { scope: Scope; region?: string | undefined };
  'days.close': undefined;
  'days.reopen': undefined;
  'imports.read': undefined;
  'imports.write': undefined;
  'imports.revert': { createdBy: string };
  'master.write': undefined;
  'master.revert': { createdBy: string };
  /** `owner`: whose private draft it is. */
  'scenario.read': { owner?: string | undefined };
  'scenario.create': undefined;
  'scenario.addStore': undefined;
  'scenario.version': undefined;
  'scenario.fork': undefined;
  'scenario.comment': undefined;
  'sheet.write': { sheet: string; state: ScenarioState };
  'sheet.submit': { sheet: string };
  'sheet.approve': undefined;
  'scenario.publish': undefined;
  'accounts.manage': undefined;
}

export type Action = keyof Things;
type Client = Extract<Principal, { kind: 'client' }>;

/** `hidden`: the thing lies outside the principal's scope and is answered as if it did not exist. */
export type Verdict = 'allowed' | 'forbidden' | 'hidden';

/**
 * The only place that decides who may do what. Without `thing` it answers whether the action is possible at all for this
 * principal (menus, route tables); with it, whether it is allowed on that very thing.
 */
export function can<A extends Action>(principal: Principal, action: A, thing?: Things[A]): Verdict {
  return principal.kind === 'client' ? clientCan(principal, action, thing) : userCan(principal.user, action, thing);
}

function clientCan<A extends Action>(client: Client, action: A, thing?: Things[A]): Verdict {
  const { scopes } = client;
  switch (action) {
    case 'sales.write':
    case 'tillTotals.write':
      return verdict(scopes.includes('sales'));
    case 'imports.read':
    case 'imports.write':
      return verdict(scopes.includes('imports'));
    case 'imports.revert': {
      const target = thing as Things['imports.revert'] | undefined;
      return verdict(scopes.includes('imports') && (!target || target.createdBy === principalName(client)));
    }
    case 'reference.read':
      return 'allowed';
    case 'live.read':
    case 'days.read':
      return verdict(scopes.includes('read'));
    default:
      return 'forbidden';
  }
}

function userCan<A extends Action>(user: User, action: A, thing?: Things[A]): Verdict {
  const { role } = user;
  switch (action) {
    case 'live.read':
    case 'days.read':
      return liveRead(user, thing as Things['live.read'] | undefined);
    case 'alerts.write':
      return alertsWrite(user, thing as Things['alerts.write'] | undefined);
    case 'reference.read':
      return 'allowed';
    case 'scenario.read': {
      const owner = (thing as Things['scenario.read'] | undefined)?.owner;
      return owner === undefined || owner === user.id || role === 'director' ? 'allowed' : 'hidden';
    }
    case 'imports.read':
    case 'imports.write':
    case 'days.close':
    case 'master.write':
    case 'scenario.create':
    case 'scenario.addStore':
    case 'scenario.version':
    case 'sheet.approve':
      return verdict(role === 'director' || role === 'analyst');
    case 'imports.revert':
    case 'master.revert': {
      const target = thing as Things['imports.revert'] | undefined;
      return verdict(role === 'director' || (role === 'analyst' && (!target || target.createdBy === user.id)));
    }
    case 'scenario.fork':
    case 'scenario.comment':
      return verdict(role !== 'reader');
    case 'sheet.write':
      return sheetWrite(user, thing as Things['sheet.write'] | undefined);
    case 'sheet.submit': {
      const target = thing as Things['sheet.submit'] | undefined;
      return verdict(
        role === 'director' || role === 'analyst' || (role === 'manager' && ownRegion(user, target?.sheet)),
      );
    }
    // Who closes days on the gap to the till totals does not make these up.
    case 'tillTotals.write':
    case 'tillTotals.correct':
    case 'days.reopen':
    case 'scenario.publish':
    case 'accounts.manage':
      return verdict(role === 'director');
    default:
      return 'forbidden';
  }
}

function liveRead(user: User, thing: Things['live.read'] | undefined): Verdict {
  if (!thing || user.scope.kind === 'company') return 'allowed';
  const { scope } = thing;
  const region = scope.kind === 'region' ? scope.code : scope.kind === 'store' ? thing.region : undefined;
  return region === user.scope.code ? 'allowed' : 'hidden';
}

/** Managers set alerts of their own, and leave alone those that others set on their region. */
function alertsWrite(user: User, thing: Things['alerts.write'] | undefined): Verdict {
  if (user.role === 'reader') return 'forbidden';
  const seen = liveRead(user, thing);
  if (seen !== 'allowed' || user.role !== 'manager') return seen;
  return verdict(thing?.author === undefined || thing.author === user.id);
}

function sheetWrite(user: User, thing: Things['sheet.write'] | undefined): Verdict {
  if (user.role === 'reader') return 'forbidden';
  if (!thing) return 'allowed';
  if (thing.sheet === 'commons') return 'allowed';
  if (thing.state !== 'draft') return 'forbidden';
  return verdict(user.role !== 'manager' || (thing.sheet !== 'siege' && ownRegion(user, thing.sheet)));
}

function ownRegion(user: User, region: string | undefined): boolean {
  return region === undefined || (user.scope.kind === 'region' && user.scope.code === region);
}

function verdict(allowed: boolean): Verdict {
  return allowed ? 'allowed' : 'forbidden';
}
