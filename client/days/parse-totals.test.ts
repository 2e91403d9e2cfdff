import { describe, expect, it } from 'vitest';
import { parseTotals } from './parse-totals.ts';

const TOTAL = { store: 'M001', day: '2026-11-20', register: '1', number: '417', total: 1234.5 };

describe('till totals of a file or of cells', () => {
  it.each([
    ['Magasin;Jour;Caisse;Numéro;Total TTC;Tickets', 'M001;20/11/2026;1;417;1 234,50 €;58'],
    ['store,day,register,number,total,receipts', 'M001,2026-11-20,1,417,1234.50,58'],
    ['\uFEFFTickets\tZ\tMontant\tCaisse\tDate\tMAGASIN', '58\t417\t1234,5\t1\t20/11/2026\tM001'],
    ['"Magasin";"Jour";"Caisse";"N° Z";"Total";"Tickets"', '"M001";"20/11/2026";"1";"417";"1234,50";"58"'],
  ])('reads %s', (header, row) => {
    expect(parseTotals(`${header}\r\n${row}\r\n\r\n`, 'fr')).toEqual({
      totals: [{ line: 2, total: { ...TOTAL, receipts: 58 } }],
      faults: [],
      missing: [],
    });
  });

  it('needs neither register nor receipts', () => {
    const { totals } = parseTotals('Magasin;Jour;Numéro;Total\nM001;20/11/2026;417;-3,00', 'fr');
    expect(totals).toEqual([{ line: 2, total: { ...TOTAL, register: '', total: -3 } }]);
  });

  it('a separator within quotes, and quotes within a cell, are part of it', () => {
    const { totals } = parseTotals('Magasin;Jour;Numéro;Total\n"M;""1""";20/11/2026;4"7;1', 'fr');
    expect(totals).toMatchObject([{ total: { store: 'M;"1"', number: '4"7' } }]);
  });

  it('tells the column at fault of each line, and reads the others', () => {
    const rows = [
      ';20/11/2026;1;1;1',
      'M001;31/02/2026;2;1;1',
      'M001;20/11/2026;;1;1',
      'M001;20/11/2026;4;1,234;1',
      'M001;20/11/2026;5;x;1',
      'M001;20/11/2026;6;5 %;1',
      'M001;20/11/2026;7;1;1,5',
      'M001;20/11/2026;8;1;1',
    ];
    const { totals, faults } = parseTotals(['Magasin;Jour;Numéro;Total;Tickets', ...rows].join('\n'), 'fr');
    expect(faults.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 store',
      '3 day',
      '4 number',
      '5 total',
      '6 total',
      '7 total',
      '8 receipts',
    ]);
    expect(totals.map(({ total }) => total.number)).toEqual(['8']);
  });

  it('names the columns that no header has', () => {
    expect(parseTotals('Magasin;Caisse\nM001;1', 'fr').missing).toEqual(['day', 'number', 'total']);
    expect(parseTotals('', 'fr').missing).toHaveLength(4);
  });
});
