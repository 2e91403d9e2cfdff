import type { Import, ImportStatus } from '../../shared/api/imports.ts';

/** The four steps of the page, in order. */
export const STEPS = ['file', 'understood', 'checked', 'imported'] as const;
export type StepId = (typeof STEPS)[number];

/** `asking`: waits for the user. `skipped`: the import ended before it. `undone`: was imported, then reverted. */
export type StepState = 'waiting' | 'running' | 'asking' | 'done' | 'failed' | 'stopped' | 'skipped' | 'undone';

export type Steps = Readonly<Record<StepId, StepState>>;

const ALL_DONE: Steps = { file: 'done', understood: 'done', checked: 'done', imported: 'done' };

type Facts = Pick<Import, 'status' | 'dryRun' | 'understood' | 'effect' | 'failure'>;

/** Whether the user has agreed to what was checked: the file is then read and checked once more on its way into the sales. */
export function isGoingAhead({ status, dryRun, effect }: Pick<Facts, 'status' | 'dryRun' | 'effect'>): boolean {
  return status === 'committing' || (isRunning(status) && !dryRun && effect !== undefined);
}

/** Where each step of an import stands. */
export function stepsOf(item: Facts): Steps {
  if (isGoingAhead(item)) return reached('imported', 'running');
  switch (item.status) {
    case 'queued':
      return reached(item.understood === undefined ? 'understood' : 'checked', 'running');
    case 'reading':
      return reached('understood', 'running');
    case 'needs_mapping':
      return reached('understood', 'asking');
    case 'checking':
      return reached('checked', 'running');
    case 'checked':
      return reached('imported', 'asking');
    case 'committing':
      return reached('imported', 'running');
    case 'done':
      return ALL_DONE;
    case 'reverted':
      return { ...ALL_DONE, imported: 'undone' };
    case 'failed':
      return reached(failedStep(item), 'failed');
    case 'cancelled':
      return reached(stepOfContent(item), 'stopped');
  }
}

/** The step the user should look at: the first one that is not done, else the last. */
export function activeStep(steps: Steps): StepId {
  return STEPS.find((step) => steps[step] !== 'done') ?? 'imported';
}

export function isRunning(status: ImportStatus): boolean {
  return status === 'queued' || status === 'reading' || status === 'checking' || status === 'committing';
}

/** Whether the reading of the file may be corrected now. */
export function isCorrectable(status: ImportStatus): boolean {
  return status === 'needs_mapping' || status === 'checked';
}

function reached(step: StepId, state: StepState): Steps {
  const at = STEPS.indexOf(step);
  const after = state === 'failed' || state === 'stopped' ? 'skipped' : 'waiting';
  const stateOf = (index: number): StepState => (index < at ? 'done' : index === at ? state : after);
  return { file: stateOf(0), understood: stateOf(1), checked: stateOf(2), imported: stateOf(3) };
}

/** Failures that are not about the file itself may happen at any step. */
const NOT_OF_THE_FILE = new Set(['interrupted', 'file_gone', 'conflict', 'days_closing', 'database', 'internal']);

function failedStep(item: Pick<Import, 'understood' | 'effect' | 'failure'>): StepId {
  if (item.understood === undefined && !NOT_OF_THE_FILE.has(item.failure?.code ?? '')) return 'file';
  return stepOfContent(item);
}

function stepOfContent({ understood, effect }: Pick<Import, 'understood' | 'effect'>): StepId {
  if (understood === undefined) return 'understood';
  return effect === undefined ? 'checked' : 'imported';
}
