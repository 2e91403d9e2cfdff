import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** Where a figure comes from: without it a figure says nothing. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  commit: string;
  /** Files changed since the commit. */
  dirty: boolean;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    commit: git('rev-parse', '--short', 'HEAD') || 'unknown',
    dirty: git('status', '--porcelain') !== '',
  };
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
