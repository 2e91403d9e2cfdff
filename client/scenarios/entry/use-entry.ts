import { useCallback, useEffect, useRef, useState } from 'react';
import { isAdditive } from '../../../shared/hierarchy/measure.ts';
import { blockedText } from '../sheet/explain.ts';
import { judgeBlock, onlyLock } from './block-entry.ts';
import { readText } from './edit-text.ts';
import { cellAddress, cellParts } from '../sheet/plan-rows.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { FilledCell } from '../../grid/fill.ts';
import type { HoldView } from '../../../shared/planning/hold.ts';
import type { AskedBlock } from './block-dialog.tsx';
import type { JudgedBlock, PlacedText } from './block-entry.ts';
import type { CellChange } from './commands.ts';
import type { GridReader } from '../sheet/grid-reader.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { MeasureOption } from '../sheet/measure-options.ts';
import type { Notice } from './notice.ts';
import type { PlanSession } from '../session/plan-session.ts';

/** What has to be answered before a gesture is written. */
export type Question =
  | { readonly kind: 'block'; readonly asked: AskedBlock }
  | {
      readonly kind: 'held';
      readonly holds: readonly HoldView[];
      readonly changes: readonly CellChange[];
      readonly after: Notice | undefined;
    };

type How = AskedBlock['how'];

export interface Entry {
  readonly question: Question | undefined;
  readonly notice: Notice | undefined;
  readonly enter: (position: CellPosition, text: string) => void;
  /** One text, as typed, in every cell. */
  readonly enterMany: (positions: readonly CellPosition[], text: string) => void;
  /** Texts from the clipboard, or of other cells. */
  readonly writeBlock: (how: How, texts: readonly PlacedText[], more?: BlockExtras) => void;
  readonly write: (how: How, judged: JudgedBlock) => void;
  /** Writes what a colleague's hold was in the way of. */
  readonly replace: (question: Extract<Question, { kind: 'held' }>) => void;
  /** Nothing was copied: its values were not known yet. */
  readonly notCopied: () => void;
  /** Every cell takes what another one has. */
  readonly fill: (cells: readonly FilledCell[]) => void;
  readonly clear: (positions: readonly CellPosition[]) => void;
  readonly toggleHold: (positions: readonly CellPosition[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dismiss: () => void;
}

export interface BlockExtras {
  readonly overflow?: AskedBlock['overflow'];
  /** The block laid out over the cells that are no totals. */
  readonly besideTotals?: readonly PlacedText[] | undefined;
  /** The cells whose values the block repeats. */
  readonly sources?: readonly CellPosition[];
}

/** More than this at once is an import, not a gesture. */
const MAX_BLOCK = 10_000;

const NO_OVERFLOW = { rows: 0, columns: 0 };

function positionOf(cell: string): CellPosition {
  const { row, period } = cellParts(cell);
  return { row, column: period };
}

export interface EntryOptions {
  readonly session: PlanSession;
  readonly option: MeasureOption;
  readonly reader: GridReader;
  readonly explainer: Explainer;
  readonly user: string;
  /** Brings what a gesture changed into view. */
  readonly show: (cell: string) => void;
  /** Gives the focus back to the grid, once a question is answered. */
  readonly refocus: () => void;
}

/** From gestures of the grid to entries of the log, with everything that is to be asked in between. */
export function useEntry({ session, option, reader, explainer, user, show, refocus }: EntryOptions): Entry {
  const [question, setQuestion] = useState<Question>();
  const [notice, setNotice] = useState<Notice>();
  const { t, locale, hierarchy } = explainer;
  const addressOf = ({ row, column }: CellPosition): string => cellAddress(option.id, row, column);
  const refuse = (text: string): void => setNotice({ kind: 'refused', text });
  const dismiss = useCallback(() => setQuestion(undefined), []);
  const asked = useRef(false);

  useEffect(() => {
    if (asked.current && question === undefined) refocus();
    asked.current = question !== undefined;
  }, [question, refocus]);

  /** Writes, and says of a single value when it has no effect for now. */
  async function apply(changes: readonly CellChange[]): Promise<void> {
    try {
      const [only, ...more] = await session.commands.apply(changes);
      if (!only || more.length > 0) return;
      const stuck = (await session.engine.impossible()).find(({ edit }) => edit.id === only.id);
      if (!stuck) return;
      refuse(t('entry.notice.stuck', { why: blockedText(explainer, stuck), where: explainer.words.cell(only.cell) }));
    } catch {
      // The engine has stopped, which the page says too.
      refuse(t('entry.notice.notWritten'));
    }
  }

  /** What colleagues hold of these cells: told at once where they are in view, so that a value waits for nothing. */
  async function heldByOthers(cells: readonly string[]): Promise<HoldView[]> {
    const seen = cells.map((cell) => reader.facts(positionOf(cell)));
    const holds = seen.every((facts) => facts !== undefined)
      ? seen.flatMap(({ state }) => state.held ?? [])
      : await session.engine.holds();
    const asked = new Set(cells);
    return holds.filter(({ cell, edit }) => asked.has(cell) && edit.by !== user);
  }

  /** Writes, having asked where a colleague holds one of the cells. */
  async function submit(changes: readonly CellChange[], after?: Notice): Promise<void> {
    const holds = await heldByOthers(changes.map(({ cell }) => cell));
    if (holds.length === 0) commit(changes, after);
    else setQuestion({ kind: 'held', holds, changes, after });
  }

  function commit(changes: readonly CellChange[], after: Notice | undefined): void {
    setQuestion(undefined);
    setNotice(after);
    void apply(changes);
  }

  /** Whether a gesture is larger than one may be; says so. */
  function tooMany(count: number): boolean {
    if (count > MAX_BLOCK) refuse(t('entry.block.tooMany', { count, max: MAX_BLOCK }));
    return count > MAX_BLOCK;
  }

  function judge(texts: readonly PlacedText[], sources?: readonly CellPosition[]): JudgedBlock {
    return judgeBlock(texts, { hierarchy, measure: option.id, locale, lock: reader.lock }, sources);
  }

  function write(how: How, judged: JudgedBlock): void {
    const changes = judged.values.map(({ address, v }): CellChange => ({
      cell: address,
      kind: 'enter',
      intent: { op: 'set', v },
    }));
    setQuestion(undefined);
    if (changes.length === 0) return;
    const { values, refused, covered } = judged;
    void submit(changes, { kind: 'written', how, values: values.length, refused: refused.length, covered });
  }

  function writeBlock(how: How, texts: readonly PlacedText[], more: BlockExtras = {}): void {
    if (tooMany(texts.length)) return;
    const judged = judge(texts, more.sources);
    const why = onlyLock(judged);
    if (why !== undefined) return refuse(t('entry.notice.nothingWritten', { why }));
    const overflow = more.overflow ?? NO_OVERFLOW;
    const touches = judged.covered > 0 || judged.values.some(({ total }) => total);
    // Who fills sees what he fills with; a block from elsewhere is shown where it hits a total.
    const asks = how === 'paste' && touches;
    const plain = judged.refused.length + overflow.rows + overflow.columns === 0 && !asks;
    if (plain && judged.values.length > 0) return write(how, judged);
    const besideTotals = more.besideTotals && judge(more.besideTotals);
    setQuestion({ kind: 'block', asked: { how, judged, overflow, besideTotals } });
  }

  async function enterMany(positions: readonly CellPosition[], text: string): Promise<void> {
    if (tooMany(positions.length)) return;
    const open = positions.filter((position) => reader.lock(position) === undefined);
    const read = open.map(async (position): Promise<CellChange[]> => {
      const cell = addressOf(position);
      const facts = reader.facts(position);
      const parsed = readText(text, locale, facts ? facts.value : await session.engine.value(cell));
      return parsed.ok ? [{ cell, kind: 'enter', intent: parsed.intent }] : [];
    });
    const changes = (await Promise.all(read)).flat();
    const refused = positions.length - changes.length;
    await submit(
      changes,
      positions.length > 1 ? { kind: 'written', how: 'enter', values: changes.length, refused, covered: 0 } : undefined,
    );
  }

  async function fill(cells: readonly FilledCell[]): Promise<void> {
    const sources = new Map(cells.map(({ from }) => [addressOf(from), from]));
    const read = [...sources.keys()].map(async (cell) => [cell, await session.engine.value(cell)] as const);
    const values = new Map(await Promise.all(read));
    const texts = cells.map(({ position, from }): PlacedText => {
      const v = values.get(addressOf(from)) ?? null;
      return v === null ? { position, text: '' } : { position, text: reader.full(v), v };
    });
    writeBlock('fill', texts, { sources: [...sources.values()] });
  }

  async function toggleHold(positions: readonly CellPosition[]): Promise<void> {
    if (!isAdditive(option.measure)) return refuse(t('entry.hold.notHere'));
    if (tooMany(positions.length)) return;
    const open = positions.filter((position) => reader.lock(position) === undefined).map(addressOf);
    const [first] = positions;
    if (open.length === 0) return refuse((first && reader.lock(first)) ?? '');
    const held = new Map((await session.engine.holds()).map(({ cell, target }) => [cell, target]));
    const release = open.every((cell) => held.has(cell));
    const changes = await Promise.all(
      open.map(async (cell): Promise<CellChange> => {
        const value = held.get(cell) ?? (await session.engine.value(cell)) ?? 0;
        return { cell, kind: release ? 'release' : 'hold', value };
      }),
    );
    await submit(release ? changes : changes.filter(({ cell }) => !held.has(cell)));
  }

  async function takeBack(kind: 'undo' | 'redo'): Promise<void> {
    const what = await session.commands[kind]();
    setNotice(what ? { kind: 'takenBack', what } : { kind: 'nothingLeft', of: kind });
    const cell = what?.entries[0]?.cell;
    if (cell !== undefined) show(cell);
  }

  return {
    question,
    notice,
    dismiss,
    write,
    writeBlock,
    enter: (position, text) => void enterMany([position], text),
    enterMany: (positions, text) => void enterMany(positions, text),
    fill: (cells) => void fill(cells),
    replace: ({ changes, after }) => commit(changes, after),
    notCopied: () => refuse(t('entry.notice.notCopied')),
    clear: (positions) => {
      if (tooMany(positions.length)) return;
      const open = positions.filter((position) => reader.lock(position) === undefined);
      const [first] = positions;
      if (open.length === 0) return refuse((first && reader.lock(first)) ?? '');
      return void submit(open.map((position) => ({ cell: addressOf(position), kind: 'clear' })));
    },
    toggleHold: (positions) => void toggleHold(positions),
    undo: () => void takeBack('undo'),
    redo: () => void takeBack('redo'),
  };
}
