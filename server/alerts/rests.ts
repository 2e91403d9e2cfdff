import { parseScope } from '../../shared/api/scope.ts';
import { can } from '../accounts/can.ts';
import type { AlertDirectory } from './alerts.routes.ts';
import type { Rests } from './alert-store.ts';

/** Rights are asked for again at every look: an alert must not tell what its author may not see any more. */
export function createRests(directory: () => Pick<AlertDirectory, 'regionOf'> | undefined): Rests {
  return (name, author) => {
    const scope = parseScope(name);
    if (!scope || !author) return true;
    const thing = { scope, region: directory()?.regionOf(scope) };
    return can({ kind: 'user', user: author, sessionId: '' }, 'alerts.write', thing) !== 'allowed';
  };
}
