import { describe, expect, it } from 'vitest';
import { dayOf, hourOf, hourPoints, wholeDay } from './hour-points.ts';

function day(hours: Record<number, number>): number[] {
  return Array.from({ length: 24 }, (_, hour) => hours[hour] ?? 0);
}

const curve = {
  date: '2026-11-20',
  today: day({ 9: 100, 10: 200, 11: 50 }),
  lastYear: day({ 9: 90, 10: 150, 11: 180, 12: 60 }),
  objective: day({ 9: 95, 10: 160, 11: 190, 12: 65 }),
};

describe('points of the hour curve', () => {
  it('shows the hours of the day only, from the first to the last that matter', () => {
    expect(hourPoints(curve, 11).hours).toEqual([9, 10, 11, 12]);
  });

  it('ends today at the hours that are over and joins the running one to them', () => {
    const points = hourPoints(curve, 11);
    expect(points.done).toEqual([100, 200, null, null]);
    expect(points.running).toEqual([null, 200, 50, null]);
    expect(points.lastYear).toEqual([90, 150, 180, 60]);
  });

  it('shows a past day whole and a coming one empty', () => {
    expect(hourPoints(curve, 24).done).toEqual([100, 200, 50, 0]);
    expect(hourPoints(curve, 24).running).toEqual([null, null, null, null]);
    expect(hourPoints(curve, -1).done).toEqual([null, null, null, null]);
  });

  it('runs alone in the first hour', () => {
    expect(hourPoints(curve, 9).running).toEqual([100, null, null, null]);
  });

  it('knows the hours in which one usually sells, from the objective, else from last year', () => {
    const early = { ...curve, today: day({ 6: 3, 9: 100 }), objective: day({ 7: 0.5, 9: 95, 10: 160, 11: 190 }) };
    expect(hourPoints(early, 11).usual).toEqual({ from: 9, to: 12 });
    expect(hourPoints(early, 11).hours[0]).toBe(6);
    expect(hourPoints({ ...curve, objective: day({}) }, 11, 'sum').usual).toEqual({ from: 9, to: 13 });
    expect(hourPoints({ ...curve, objective: day({}), lastYear: day({}) }, 11).usual).toBeUndefined();
  });

  it('sums up over the same hours', () => {
    const points = hourPoints(curve, 11, 'sum');
    expect(points.hours).toEqual([9, 10, 11, 12]);
    expect(points.done).toEqual([100, 300, null, null]);
    expect(points.running).toEqual([null, 300, 350, null]);
    expect(points.lastYear).toEqual([90, 240, 420, 480]);
  });

  it('keeps usual hours where nothing is known', () => {
    const empty = { date: '2026-11-20', today: day({}), lastYear: day({}), objective: day({}) };
    expect(hourPoints(empty, 11).hours).toHaveLength(13);
  });
});

describe('the whole day', () => {
  it('adds every hour up, those to come too', () => {
    const curve = { lastYear: day({ 9: 90, 20: 10 }), objective: day({ 10: 250 }) };
    expect(wholeDay(curve)).toEqual({ lastYear: 100, objective: 250 });
  });
});

describe('the hour in the time zone of the stores', () => {
  it('is local, in winter and in summer', () => {
    expect(hourOf('2026-11-20', Date.parse('2026-11-20T22:30:00Z'))).toBe(23);
    expect(hourOf('2026-07-14', Date.parse('2026-07-13T22:30:00Z'))).toBe(0);
    expect(dayOf(Date.parse('2026-11-20T23:30:00Z'))).toBe('2026-11-21');
  });

  it('knows a day that is over and one that has not begun', () => {
    expect(hourOf('2026-11-20', Date.parse('2026-11-20T23:30:00Z'))).toBe(24);
    expect(hourOf('2026-11-20', Date.parse('2026-11-19T12:00:00Z'))).toBe(-1);
  });
});
