import { zipOf, type ZipPart } from './zip.ts';

export interface TestSheet {
  name: string;
  /** The XML of `<row>` elements. */
  rows: string;
  state?: 'hidden' | 'veryHidden';
}

export interface TestWorkbook {
  sheets: readonly TestSheet[];
  strings?: readonly string[];
  /** Codes of number formats, for the styles 1, 2 …; a number names a built-in one. */
  formats?: readonly (string | number)[];
  from1904?: boolean;
  extra?: readonly ZipPart[];
}

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** A workbook as programs write it, made of the XML a test is about. */
export function workbookOf({ sheets, strings, formats = [], from1904 = false, extra = [] }: TestWorkbook): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const text = (name: string, xml: string): ZipPart => ({ name, data: Buffer.from(xml) });
  const named = formats.map((code, index) => (typeof code === 'number' ? code : 200 + index));
  return zipOf([
    text('[Content_Types].xml', `${HEAD}<Types/>`),
    text('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
    text(
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${TYPES}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    text(
      'xl/_rels/workbook.xml.rels',
      relations(
        sheets
          .map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
          .join('') +
          relation('rId901', 'styles', 'styles.xml') +
          (strings ? relation('rId902', 'sharedStrings', '/xl/sharedStrings.xml') : ''),
      ),
    ),
    text(
      'xl/styles.xml',
      `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${formats
        .map((code, index) =>
          typeof code === 'number'
            ? ''
            : `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
        )
        .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${named
        .map((id) => `<xf numFmtId="${id}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    ),
    ...(strings
      ? [
          text(
            'xl/sharedStrings.xml',
            `${HEAD}<sst xmlns="${MAIN}">${strings.map((s) => `<si>${s}</si>`).join('')}</sst>`,
          ),
        ]
      : []),
    ...sheets.map(({ rows }, index) =>
      text(
        `xl/worksheets/sheet${index + 1}.xml`,
        `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
      ),
    ),
    ...extra,
  ]);
}

/** A row of plain values: texts beside their cells, numbers as numbers, null for no cell. */
export function rowOf(row: number, values: readonly (string | number | null)[]): string {
  const cells = values.map((value, index) => {
    if (value === null) return '';
    const reference = `${columnName(index)}${row}`;
    return typeof value === 'number'
      ? `<c r="${reference}"><v>${value}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
  });
  return `<row r="${row}">${cells.join('')}</row>`;
}

export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
