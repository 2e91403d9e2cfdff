import { expect, test } from 'vitest';
import { writeHtmlTable } from './html-table.ts';

test('text stays text in the table', () => {
  expect(writeHtmlTable([['<b>&"', '1\n2'], ['3']])).toBe(
    '<table><tbody><tr><td>&lt;b&gt;&amp;&quot;</td><td>1<br>2</td></tr><tr><td>3</td></tr></tbody></table>',
  );
});
