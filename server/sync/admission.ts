import { SYNC_CLOSE } from '../../shared/api/sync.ts';
import { can } from '../accounts/can.ts';
import type { SyncCloseCode, SyncCloseReason } from '../../shared/api/sync.ts';
import type { Principal } from '../accounts/user.ts';
import type { PresentUser } from './presence-state.ts';
import type { SheetDirectory, SheetRow } from './sheet-directory.ts';
import type { SyncPath } from './sync-path.ts';

export type Admission =
  | {
      readonly kind: 'admitted';
      readonly sheet: SheetRow;
      readonly user: PresentUser;
      readonly sessionId: string;
      readonly mayWrite: boolean;
    }
  | { readonly kind: 'refused'; readonly code: SyncCloseCode; readonly reason: SyncCloseReason };

/** The oldest client whose entries this server understands. */
const OLDEST_VERSION = 1;

/** Judges who asks for which document: at the start of a connection, and again while it lasts. */
export async function admit(
  principal: Principal | undefined,
  path: SyncPath | undefined,
  directory: SheetDirectory,
): Promise<Admission> {
  if (principal?.kind !== 'user') return refuse(SYNC_CLOSE.noSession, 'session');
  if (path && path.version < OLDEST_VERSION) return refuse(SYNC_CLOSE.clientTooOld, 'version');
  const sheet = path && (await directory.find(path.scenario, path.sheet));
  if (!path || !sheet) return refuse(SYNC_CLOSE.unknown, 'unknown');
  const reading = can(principal, 'scenario.read', { owner: sheet.owner });
  if (reading === 'hidden') return refuse(SYNC_CLOSE.unknown, 'unknown');
  if (reading === 'forbidden') return refuse(SYNC_CLOSE.refused, 'rights');
  if (path.epoch !== undefined && path.epoch !== sheet.epoch) return refuse(SYNC_CLOSE.conflict, 'epoch');
  const { user, sessionId } = principal;
  return {
    kind: 'admitted',
    sheet,
    user: { id: user.id, name: user.name },
    sessionId,
    mayWrite: can(principal, 'sheet.write', { sheet: sheet.sheet, state: sheet.state }) === 'allowed',
  };
}

function refuse(code: SyncCloseCode, reason: string): Admission {
  return { kind: 'refused', code, reason: { code: reason } };
}
