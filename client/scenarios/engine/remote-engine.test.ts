import { afterEach, expect, test } from 'vitest';
import { smallEngine, startInProcess } from '../testing.ts';
import type { PlanEngine } from './engine.ts';
import type { EngineThread, StartThread } from './engine-thread.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const CELL = 'ca_ttc|R:BRE|*|2027-03';
const OTHER = 'ca_ttc|R:IDF|*|2027-03';
const edit = (n: number, v: number): Edit => ({ id: `e${n}`, cell: CELL, op: 'set', v, over: [], by: 'lea', at: n });

let engine: PlanEngine;

afterEach(() => engine.close());

/** Threads that die when told to. */
function mortal(): { start: StartThread; threads: EngineThread[]; kill: () => void } {
  const threads: EngineThread[] = [];
  let crash = (_reason: string): void => undefined;
  return {
    threads,
    start: (onCrash) => {
      crash = onCrash;
      const thread = startInProcess(onCrash);
      threads.push(thread);
      return thread;
    },
    kill: () => {
      threads.at(-1)?.stop();
      crash('killed');
    },
  };
}

test('answers from the other thread, before it is open too', async () => {
  engine = smallEngine();
  void engine.append([edit(1, 5_000)]);
  expect(await engine.value(CELL)).toBeCloseTo(5_000);
  expect(await engine.live(CELL)).toEqual([edit(1, 5_000)]);
  expect(engine.version()).toBe(1);
});

test('what the engine throws keeps its name, and the engine goes on', async () => {
  engine = smallEngine();
  await expect(engine.value('nothing')).rejects.toMatchObject({ name: 'RangeError' });
  expect(await engine.value(CELL)).toBe(800);
  expect(engine.fault.get()).toBeUndefined();
});

test('starting over forgets entries', async () => {
  engine = smallEngine();
  await engine.append([edit(1, 5_000)]);
  await engine.restart([]);
  expect(await engine.value(CELL)).toBe(800);
});

test('last year is brought when it is asked for', async () => {
  engine = smallEngine();
  expect((await engine.lastYearRow('ca_ttc', 'R:BRE|*'))?.[7]).toBe(800);
});

test('a thread that dies is replaced: its entries are there, its questions are answered', async () => {
  const { start, threads, kill } = mortal();
  engine = smallEngine(start);
  await engine.append([edit(1, 5_000)]);
  const [before] = await engine.rows([{ measure: 'ca_ttc', row: 'R:BRE|*' }]);
  const asked = engine.append([{ ...edit(2, 6_000), cell: OTHER }]);
  const question = engine.value(OTHER);
  kill();
  await asked;
  expect(await question).toBeCloseTo(6_000);
  expect(await engine.value(CELL)).toBeCloseTo(5_000);
  expect(threads).toHaveLength(2);
  const [after] = await engine.rows([{ measure: 'ca_ttc', row: 'R:BRE|*' }]);
  expect(after?.stamp).toBeGreaterThan(before?.stamp ?? 0);
  expect((await engine.lastYearRow('ca_ttc', 'R:BRE|*'))?.[7]).toBe(800);
});

test('a thread that dies again and again is told, and nothing waits for ever', async () => {
  engine = smallEngine((onCrash) => {
    queueMicrotask(() => onCrash('no memory'));
    return { port: { post: () => undefined, listen: () => undefined }, stop: () => undefined };
  });
  await expect(engine.value(CELL)).rejects.toMatchObject({ name: 'EngineStopped' });
  expect(engine.fault.get()?.message).toContain('no memory');
});
