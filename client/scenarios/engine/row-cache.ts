import { cellAddress } from '../sheet/plan-rows.ts';
import type { PlanEngine } from './engine.ts';
import type { AheadRow, RowAnswer, RowRequest } from './row-answer.ts';
import type { CellState } from '../../../shared/planning/cell-state.ts';

/** Far more than are ever in view. */
const MAX_ROWS = 2_000;
/** The rows of a tall screen: more of those read last are not in view, however fast one scrolls. */
const IN_VIEW = 120;

/** A row of the grid by period node: year, quarters, months. */
export interface RowView {
  readonly values: readonly (number | null)[];
  readonly states: readonly CellState[];
}

export interface RowCache {
  /** The newest there is: an older one while the engine works on a newer, `undefined` before its first answer. */
  readonly row: (measure: string, row: string) => RowView | undefined;
  /** Grows with every row that is another than before. */
  readonly revision: () => number;
}

export interface FedRowCache extends RowCache {
  /**
   * The engine was asked for a change: asks for the rows in view in the same message. With `now` false it waits for the
   * answers on their way, so that a burst costs as many readings as the engine can do.
   */
  readonly changed: (now: boolean) => void;
  /** The engine was asked for a change of which these rows are known already: they are shown until it answers `changed`. */
  readonly show: (ahead: readonly AheadRow[]) => void;
  /** What is asked for when something changes, read last first. */
  readonly inView: () => readonly RowRequest[];
}

export interface RowCacheOptions {
  readonly engine: Pick<PlanEngine, 'rows' | 'version'>;
  /** These rows (without measure) are others now. `waited`: nobody here waits for them. */
  readonly onRows: (rows: ReadonlySet<string>, waited: boolean) => void;
}

interface Line {
  readonly measure: string;
  readonly row: string;
  view?: RowView;
  /** What is shown in its place until the engine has answered for the version in `version`. */
  ahead?: RowView | undefined;
  /** Version of the engine that `view` contains. */
  version: number;
  /** The newest version that was asked for. */
  asked: number;
  stamp?: number;
  /** The look at the plan it was last read for. */
  read: number;
}

export function createRowCache({ engine, onRows }: RowCacheOptions): FedRowCache {
  /** Read last comes last. */
  const lines = new Map<string, Line>();
  /** Those with `ahead`. */
  const guessed = new Set<Line>();
  let latest: Line | undefined;
  let missing = new Set<Line>();
  let onTheirWay = 0;
  let changedMeanwhile = false;
  let revision = 0;
  /** What is in view is read again after every answer that brought something: each time is a look. */
  let look = 0;
  let looked = true;

  function lineOf(measure: string, row: string): Line {
    // All cells of a row are read in a run.
    if (latest?.row === row && latest.measure === measure) return latest;
    const key = cellAddress(measure, row, '');
    const line = lines.get(key) ?? { measure, row, version: -1, asked: -1, read: look };
    lines.delete(key);
    lines.set(key, line);
    const [oldest] = lines.keys();
    if (lines.size > MAX_ROWS && oldest !== undefined) lines.delete(oldest);
    latest = line;
    return line;
  }

  function askMissing(): void {
    const asked = [...missing].filter((line) => line.asked < engine.version());
    missing = new Set();
    if (asked.length > 0) void ask(asked, false);
  }

  async function ask(asked: readonly Line[], waited: boolean): Promise<void> {
    const version = engine.version();
    for (const line of asked) line.asked = version;
    onTheirWay += 1;
    try {
      take(
        asked,
        await engine.rows(asked.map(({ measure, row, stamp }) => ({ measure, row, stamp }))),
        version,
        waited,
      );
    } catch {
      // Told once for all by the engine's `fault`.
    } finally {
      onTheirWay -= 1;
    }
    if (!changedMeanwhile || onTheirWay > 0) return;
    changedMeanwhile = false;
    askInView(true);
  }

  function linesInView(): Line[] {
    // What was left out of the last looks is asked for once it is read again.
    const inView = [...lines.values()].slice(-IN_VIEW).filter(({ read }) => read >= look - 1);
    return inView.toReversed();
  }

  function askInView(waited: boolean): void {
    // Rows that were known ahead may have left the view since, by scrolling or with another measure.
    const asked = [...new Set([...linesInView(), ...guessed])];
    if (asked.length > 0) void ask(asked, waited);
  }

  function show(ahead: readonly AheadRow[]): void {
    const others = new Set<string>();
    for (const { measure, row, values } of ahead) {
      const line = lines.get(cellAddress(measure, row, ''));
      if (!line?.view || sameValues(values, (line.ahead ?? line.view).values)) continue;
      line.ahead = { values, states: line.view.states };
      guessed.add(line);
      // Answers without the change come too late, and the one with it is not needed at once.
      line.version = engine.version();
      line.asked = engine.version();
      others.add(row);
    }
    tell(others, false);
  }

  function tell(others: ReadonlySet<string>, waited: boolean): void {
    if (others.size === 0) return;
    revision += 1;
    looked = false;
    onRows(others, waited);
  }

  function take(asked: readonly Line[], answers: readonly RowAnswer[], version: number, waited: boolean): void {
    const others = new Set<string>();
    for (const [index, line] of asked.entries()) {
      const answer = answers[index];
      // A newer answer has overtaken this one.
      if (!answer || version < line.version) continue;
      line.version = version;
      const shown = line.ahead ?? line.view;
      line.ahead = undefined;
      guessed.delete(line);
      if (line.stamp !== answer.stamp) {
        const { values = line.view?.values, states = line.view?.states } = answer;
        if (!values || !states) continue;
        line.stamp = answer.stamp;
        line.view = { values, states };
      }
      const { view } = line;
      const isShown = view && shown && view.states === shown.states && sameValues(view.values, shown.values);
      if (!isShown) others.add(line.row);
    }
    tell(others, waited);
  }

  return {
    row: (measure, row) => {
      const line = lineOf(measure, row);
      if (!looked) {
        looked = true;
        look += 1;
      }
      line.read = look;
      if (line.asked < engine.version()) {
        if (missing.size === 0) queueMicrotask(askMissing);
        missing.add(line);
      }
      return line.ahead ?? line.view;
    },
    revision: () => revision,
    changed: (now) => {
      if (!now && onTheirWay > 0) changedMeanwhile = true;
      else askInView(!now);
    },
    show,
    inView: () => linesInView().map(({ measure, row }) => ({ measure, row })),
  };
}

function sameValues(one: RowView['values'], other: RowView['values']): boolean {
  return one.every((value, period) => value === other[period]);
}
