import { SIEGE } from '../../shared/hierarchy/sheet.ts';
import { COMMONS } from '../../shared/scenario/document.ts';
import { conflict, invalidContent } from '../http/errors.ts';
import { transaction } from '../postgres/pool.ts';
import type { ScenarioState } from '../../shared/api/scenarios.ts';
import type { Client, Pool } from '../postgres/pool.ts';

export type SheetAction = 'submit' | 'approve' | 'reject';

const ORDER: readonly ScenarioState[] = ['draft', 'submitted', 'approved', 'published'];

const MOVES: Record<SheetAction, { readonly from: readonly ScenarioState[]; readonly to: ScenarioState }> = {
  submit: { from: ['draft'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'approved' },
  reject: { from: ['submitted', 'approved'], to: 'draft' },
};

interface Sheet {
  readonly document: number;
  readonly id: string;
  readonly state: ScenarioState;
}

/** The head office may write while one region may: its entries reach them all. */
function leastAdvanced(states: readonly ScenarioState[]): ScenarioState {
  return ORDER[Math.min(...states.map((state) => ORDER.indexOf(state)))] ?? 'draft';
}

/**
 * Moves a region's sheet, and `siege` and the scenario with the least advanced region. Waits for appends under way and stops
 * later ones. Returns the sheets whose state changed. Throws 409 `wrong_state`, 422 for what is no region.
 */
export function moveSheet(
  pool: Pool,
  scenario: string,
  { sheet, action, reason }: { sheet: string; action: SheetAction; reason?: string },
): Promise<string[]> {
  return transaction(pool, async (client) => {
    const sheets = await lockSheets(client, scenario);
    const target = sheets.find(({ id }) => id === sheet && id !== SIEGE);
    if (!target)
      throw invalidContent([{ path: 'sheet', code: 'unknown', message: 'This scenario has no such region.' }]);
    const { from, to } = MOVES[action];
    if (!from.includes(target.state)) {
      throw conflict('wrong_state', `This sheet is ${target.state}: it cannot be moved to ${to}.`, {
        state: target.state,
      });
    }
    const regions = sheets.filter(({ id }) => id !== SIEGE);
    const whole = leastAdvanced(regions.map(({ id, state }) => (id === sheet ? to : state)));
    const siege = sheets.find(({ id }) => id === SIEGE);
    await setState(client, target, to, reason ?? null);
    if (siege && siege.state !== whole) await setState(client, siege, whole, null);
    await client.query('update scenarios set etat = $2 where id = $1', [scenario, whole]);
    return siege && siege.state !== whole ? [sheet, SIEGE] : [sheet];
  });
}

/**
 * The sheets but the commons, until the end of the transaction. The scenario is locked first, here and by whoever changes
 * its model: a region more must not come between.
 */
export async function lockSheets(client: Client, scenario: string): Promise<Sheet[]> {
  await lockScenario(client, scenario);
  return readSheets(client, scenario, 'for update');
}

/** The same sheets, kept from changing state; people may write in them meanwhile. */
export async function lockStates(client: Client, scenario: string): Promise<Sheet[]> {
  await lockScenario(client, scenario);
  return readSheets(client, scenario, '');
}

async function lockScenario(client: Client, scenario: string): Promise<void> {
  await client.query('select from scenarios where id = $1 for no key update', [scenario]);
}

async function readSheets(client: Client, scenario: string, lock: '' | 'for update'): Promise<Sheet[]> {
  const { rows } = await client.query<Sheet>(
    `select id as document, feuille as id, etat as state from scenario_feuilles
     where scenario_id = $1 and feuille <> $2 order by id ${lock}`,
    [scenario, COMMONS],
  );
  return rows;
}

async function setState(client: Client, sheet: Sheet, state: ScenarioState, reason: string | null): Promise<void> {
  await client.query('update scenario_feuilles set etat = $2, motif_rejet = $3 where id = $1', [
    sheet.document,
    state,
    reason,
  ]);
}
