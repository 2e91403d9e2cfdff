/** What stands in an XML text, in its order. Names come without their prefix. */
export interface XmlHandler {
  /** `attributes` is the text between the name and the end of the tag: see `attributeOf`. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Character data, in pieces. */
  text(text: string): void;
}

export interface XmlReader {
  push(text: string): void;
  /** @throws Error where a tag or a part stays open. */
  end(): void;
}

const DOUBLE = 0x22;
const SINGLE = 0x27;
const GREATER = 0x3e;

/** A tag or a piece of text is a few hundred characters; a workbook whose tags are longer is not read. */
const MAX_TOKEN = 1 << 20;

const SKIPPED = [
  { start: '<!--', end: '-->' },
  { start: '<?', end: '?>' },
] as const;
const CDATA = { start: '<![CDATA[', end: ']]>' } as const;

/**
 * Reads XML fed in pieces of any size, without building a tree. It knows as much of XML as workbooks use: no declarations of
 * entities (a document type is refused, so nothing can multiply), references to characters, CDATA, comments left out.
 */
export function createXmlReader(handler: XmlHandler): XmlReader {
  let rest = '';
  let depth = 0;

  function push(text: string): void {
    rest = consume(rest === '' ? text : rest + text);
    if (rest.length > MAX_TOKEN) throw new Error('a part of this XML is longer than a million characters');
  }

  function consume(text: string): string {
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open < 0) {
        if (depth > 0) return emitText(text, at);
        return '';
      }
      if (open > at && depth > 0) handler.text(decodeText(text.slice(at, open)));
      const next = text.charCodeAt(open + 1);
      if (next === 0x21 || next === 0x3f || open + 1 >= text.length) {
        const end = special(text, open);
        if (end < 0) return text.slice(open);
        at = end;
        continue;
      }
      const close = endOfTag(text, open);
      if (close < 0) return text.slice(open);
      tag(text, open, close);
      at = close + 1;
    }
  }

  /** What may go on in the next piece, a reference cut in two, is left for it. */
  function emitText(text: string, at: number): string {
    const cut = text.lastIndexOf('&');
    const end = cut >= at && text.length - cut < 12 ? cut : text.length;
    if (end > at) handler.text(decodeText(text.slice(at, end)));
    return text.slice(end);
  }

  /** Comments, instructions, CDATA; -1 when it does not end here. */
  function special(text: string, open: number): number {
    for (const { start, end } of SKIPPED) {
      if (!text.startsWith(start, open)) continue;
      const at = text.indexOf(end, open + start.length);
      return at < 0 ? -1 : at + end.length;
    }
    if (text.startsWith(CDATA.start, open)) {
      const at = text.indexOf(CDATA.end, open + CDATA.start.length);
      if (at < 0) return -1;
      handler.text(text.slice(open + CDATA.start.length, at));
      return at + CDATA.end.length;
    }
    if (text.length - open < CDATA.start.length) return -1;
    throw new Error('this XML declares a document type');
  }

  function tag(text: string, open: number, close: number): void {
    if (text.charCodeAt(open + 1) === 0x2f) {
      depth -= 1;
      if (depth < 0) throw new Error('a tag of this XML is closed that was never opened');
      handler.close(localName(text.slice(open + 2, close).trimEnd()));
      return;
    }
    const empty = text.charCodeAt(close - 1) === 0x2f;
    const end = empty ? close - 1 : close;
    let nameEnd = open + 1;
    while (nameEnd < end && text.charCodeAt(nameEnd) > 0x20) nameEnd += 1;
    const name = localName(text.slice(open + 1, nameEnd));
    handler.open(name, text.slice(nameEnd, end));
    if (empty) handler.close(name);
    else depth += 1;
  }

  return {
    push,
    end() {
      if (depth !== 0 || rest.trim() !== '') throw new Error('this XML ends too early');
    },
  };
}

/** Where the tag ends, in one pass: `>` may stand in the value of an attribute. -1 when it does not end here. */
function endOfTag(text: string, open: number): number {
  let quote = 0;
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === GREATER) return at;
    else if (code === DOUBLE || code === SINGLE) quote = code;
  }
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of the attribute of this name, prefix and all; undefined when there is none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    if (at > 0 && attributes.charCodeAt(at - 1) > 0x20) continue;
    let equals = at + name.length;
    while (attributes.charCodeAt(equals) <= 0x20) equals += 1;
    if (attributes[equals] !== '=') continue;
    let open = equals + 1;
    while (attributes.charCodeAt(open) <= 0x20) open += 1;
    const quote = attributes[open];
    if (quote !== '"' && quote !== "'") continue;
    const close = attributes.indexOf(quote, open + 1);
    return close < 0 ? undefined : decodeText(attributes.slice(open + 1, close));
  }
  return undefined;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,10}));/g, (whole, hex, decimal, named) => {
    if (named !== undefined) return NAMED[named as string] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
