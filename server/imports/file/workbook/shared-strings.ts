import { ImportFailure } from '../../failure.ts';
import { unescapeText } from './cell-text.ts';
import type { XmlHandler } from './xml-reader.ts';

/** Characters of all texts together, which are held in memory while the sheet is read. */
const MAX_CHARACTERS = 48 << 20;
const MAX_STRINGS = 4_000_000;

/** Gathers the texts cells refer to by number. Runs of one text are joined; how it is pronounced (`rPh`) is left out. */
export function sharedStrings(): { handler: XmlHandler; strings: string[] } {
  const strings: string[] = [];
  let characters = 0;
  let current = '';
  let inText = false;
  let pronounced = false;
  const handler: XmlHandler = {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = !pronounced;
      else if (name === 'rPh') pronounced = true;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') pronounced = false;
      else if (name === 'si') {
        characters += current.length;
        if (characters > MAX_CHARACTERS || strings.length >= MAX_STRINGS) throw tooMuchText();
        strings.push(unescapeText(current));
      }
    },
    text(text) {
      if (inText) current += text;
    },
  };
  return { handler, strings };
}

const tooMuchText = () =>
  new ImportFailure(
    'too_large',
    'This workbook holds more text than can be read at once. Save it as CSV, or in parts.',
  );
