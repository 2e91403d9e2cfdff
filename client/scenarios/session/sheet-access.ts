import { sheetOf } from '../../../shared/hierarchy/sheet.ts';
import { SIEGE } from '../../../shared/hierarchy/sheet.ts';
import { isEditable } from '../../../shared/hierarchy/measure.ts';
import type { Cell } from '../../../shared/hierarchy/address.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { MeasureCode } from '../../../shared/hierarchy/measure.ts';
import type { Scenario } from '../../../shared/api/scenarios.ts';
import type { User } from '../../../shared/api/session.ts';

export type Sheets = Scenario['sheets'];

/** Why a cell takes no input; each has its sentence. */
export type LockReason =
  | { readonly kind: 'computed'; readonly measure: MeasureCode }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reader' }
  | { readonly kind: 'head' }
  | { readonly kind: 'otherRegion'; readonly region: string }
  | { readonly kind: 'submitted'; readonly region: string };

export interface Access {
  readonly hierarchy: Hierarchy;
  readonly sheets: Sheets;
  readonly user: Pick<User, 'role'>;
}

/** `closed`: all of the cell's months are over. The server decides again on every entry. */
export function lockReason(access: Access, cell: Cell, closed: boolean): LockReason | undefined {
  if (!isEditable(cell.measure)) return { kind: 'computed', measure: cell.measure };
  const sheetId = sheetOf(access.hierarchy, cell, 'set');
  const sheet = access.sheets.find(({ id }) => id === sheetId);
  if (sheet?.access !== 'write') return readOnlyReason(access, sheetId, sheet?.state);
  return closed ? { kind: 'closed' } : undefined;
}

function readOnlyReason({ hierarchy, user }: Access, sheet: string, state = 'draft'): LockReason {
  const region = hierarchy.regions.find(({ code }) => code === sheet)?.name ?? sheet;
  if (user.role === 'reader') return { kind: 'reader' };
  if (state !== 'draft') return { kind: 'submitted', region };
  return sheet === SIEGE ? { kind: 'head' } : { kind: 'otherRegion', region };
}

/** Whether this user may write anything in the scenario. */
export function mayWrite(sheets: Sheets): boolean {
  return sheets.some(({ id, access }) => access === 'write' && id !== 'commons');
}
