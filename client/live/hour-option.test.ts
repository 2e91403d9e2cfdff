import { expect, it } from 'vitest';
import { numberFormats } from '../../shared/numbers/format-number.ts';
import { closedSpans, hourText } from './hour-option.ts';

const words = {
  today: 'Aujourd’hui',
  running: 'Heure en cours',
  lastYear: 'N-1',
  objective: 'Objectif',
  hour: (hour: number) => `${hour} h`,
};
const points = {
  hours: [9, 10, 11],
  done: [100, null, null],
  running: [100, 20, null],
  lastYear: [90, 80, 70],
  objective: [95, 85, 75],
  usual: undefined,
};
const text = (index: number) =>
  hourText(points, index, numberFormats('fr'), words)
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .split('\n');

it('names today, the running hour and hours to come apart', () => {
  expect(text(0)).toEqual(['9 h', 'Aujourd’hui  100,00 €', 'N-1  90,00 €', 'Objectif  95,00 €']);
  expect(text(1)).toEqual(['10 h', 'Heure en cours  20,00 €', 'N-1  80,00 €', 'Objectif  85,00 €']);
  expect(text(2)).toEqual(['11 h', 'N-1  70,00 €', 'Objectif  75,00 €']);
});

it('marks the hours outside the usual ones', () => {
  const hours = [7, 8, 9, 10, 11, 12, 13];
  expect(closedSpans({ ...points, hours, usual: { from: 9, to: 12 } })).toEqual([
    [{ xAxis: 0 }, { xAxis: 2 }],
    [{ xAxis: 5 }, { xAxis: 6 }],
  ]);
  expect(closedSpans({ ...points, usual: { from: 9, to: 12 } })).toEqual([]);
  expect(closedSpans(points)).toEqual([]);
});
