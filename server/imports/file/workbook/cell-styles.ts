import { builtInKind, kindOfFormat, type NumberKind } from './number-format.ts';
import { attributeOf, type XmlHandler } from './xml-reader.ts';

const MAX_STYLES = 100_000;

/** What numbers mean under each style a cell may name, in the order of `cellXfs`. */
export function cellStyles(): { handler: XmlHandler; kinds: NumberKind[] } {
  const kinds: NumberKind[] = [];
  const named = new Map<number, NumberKind>();
  let inCells = false;
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name === 'numFmt' && named.size < MAX_STYLES) {
        named.set(
          Number(attributeOf(attributes, 'numFmtId')),
          kindOfFormat(attributeOf(attributes, 'formatCode') ?? ''),
        );
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells && kinds.length < MAX_STYLES) {
        const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
        kinds.push(named.get(id) ?? builtInKind(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  };
  return { handler, kinds };
}
