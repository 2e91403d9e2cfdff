import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromDayNumber } from './local-date.ts';
import { zoneClock } from './zone-clock.ts';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const paris = zoneClock('Europe/Paris');

describe('the clock of a zone', () => {
  it('puts a sale on the local day, not the UTC day', () => {
    expect(paris.local(at('2026-11-22T23:30:00Z'))).toEqual({ date: '2026-11-23', seconds: 1800 });
    expect(paris.local(at('2026-07-14T21:59:59.999Z'))).toEqual({ date: '2026-07-14', seconds: 86_399 });
    expect(paris.local(at('2026-07-14T22:00:00Z'))).toEqual({ date: '2026-07-15', seconds: 0 });
    expect(zoneClock('Indian/Reunion').local(at('2026-11-22T20:30:00Z')).date).toBe('2026-11-23');
    expect(zoneClock('America/Guadeloupe').local(at('2026-11-22T03:30:00Z')).date).toBe('2026-11-21');
  });

  it('lives days of 23 and 25 hours', () => {
    expect(paris.midnight('2026-03-30') - paris.midnight('2026-03-29')).toBe(23 * HOUR);
    expect(paris.midnight('2026-10-26') - paris.midnight('2026-10-25')).toBe(25 * HOUR);
    expect(paris.local(at('2026-03-29T00:59:59Z')).seconds).toBe(2 * 3600 - 1);
    expect(paris.local(at('2026-03-29T01:00:00Z')).seconds).toBe(3 * 3600);
    expect(paris.local(at('2026-10-25T00:30:00Z'))).toEqual(paris.local(at('2026-10-25T01:30:00Z')));
  });

  it('reads a skipped time with the old offset and a doubled time as the first', () => {
    expect(paris.instant('2026-03-29', 2.5 * 3600)).toBe(at('2026-03-29T01:30:00Z'));
    expect(paris.instant('2026-10-25', 2.5 * 3600)).toBe(at('2026-10-25T00:30:00Z'));
    expect(paris.instant('2026-10-25', 3 * 3600)).toBe(at('2026-10-25T02:00:00Z'));
  });

  it('finds the first instant of a day where clocks change at midnight', () => {
    const saoPaulo = zoneClock('America/Sao_Paulo');
    expect(saoPaulo.midnight('2018-11-04')).toBe(at('2018-11-04T03:00:00Z'));
    expect(saoPaulo.local(saoPaulo.midnight('2018-11-04'))).toEqual({ date: '2018-11-04', seconds: 3600 });
    expect(saoPaulo.midnight('2018-02-18')).toBe(at('2018-02-18T03:00:00Z'));
    const havana = zoneClock('America/Havana');
    expect(havana.midnight('2025-11-02')).toBe(at('2025-11-02T04:00:00Z'));
    expect(zoneClock('Pacific/Apia').midnight('2011-12-31')).toBe(at('2011-12-30T10:00:00Z'));
  });

  it('refuses an unknown zone', () => {
    expect(() => zoneClock('Europe/Lutece')).toThrow(RangeError);
  });

  it('agrees with Intl at any instant, and turns back into the same instant but in doubled hours', () => {
    const zones = ['Europe/Paris', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham', 'UTC'];
    const plain = new Map(
      zones.map((timeZone) => [
        timeZone,
        new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
      ]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('1990-01-01T00:00:00Z') / 1000, max: at('2040-01-01T00:00:00Z') / 1000 }),
        (zone, second) => {
          const clock = zoneClock(zone);
          const { date, seconds } = clock.local(second * 1000);
          const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
          const text = `${date} ${time.map((part) => String(part).padStart(2, '0')).join(':')}`;
          expect(text).toBe(plain.get(zone)?.format(second * 1000));
          expect(clock.local(clock.instant(date, seconds))).toEqual({ date, seconds });
          expect(second * 1000 - clock.instant(date, seconds)).toBeOneOf([0, HOUR, HOUR / 2]);
        },
      ),
      { seed: 20_261_025, numRuns: 1500 },
    );
  });

  it('starts every day of ten years where the day before ends', () => {
    for (let day = 18_000; day < 21_650; day++) {
      const date = fromDayNumber(day);
      const midnight = paris.midnight(date);
      if (paris.local(midnight).date !== date || paris.local(midnight - 1).date !== addDays(date, -1))
        expect.fail(date);
    }
  });
});
