/** `unclosed_quote`: the record opens a quote that is never closed; it is cut at the end of its first line and reading goes on there. */
export type RecordFault = 'unclosed_quote';

export interface TokenizerOptions {
  separator: string;
  /** Old files end their lines with a carriage return alone; with `\n`, a `\r` before it belongs to the line end. */
  newline: '\n' | '\r';
  /** `line` counts from 1 and is where the record starts; `text` is the record as written. Both are only lent: copy what is kept. */
  onRecord(cells: string[], line: number, text: string, fault: RecordFault | null): void;
  /** One line longer than this is no table. */
  onEndlessLine(): never;
}

export interface Tokenizer {
  push(text: string): void;
  end(): void;
}

const QUOTE = '"';
const MAX_LINE = 1 << 20;
/** A quoted cell that goes on for longer is taken for a stray quote. */
const MAX_QUOTED = 1 << 17;

interface Quoted {
  cells: string[];
  /** Where the next record starts. */
  next: number;
}

/**
 * Cuts text, fed in pieces of any size, into records (RFC 4180: quotes, doubled quotes, line ends inside quotes). Lines
 * without a quote, nearly all of them, are cut by two native searches.
 */
export function createTokenizer({ separator, newline, onRecord, onEndlessLine }: TokenizerOptions): Tokenizer {
  let rest = '';
  let line = 1;

  function push(text: string): void {
    rest = consume(rest === '' ? text : rest + text, false);
    if (rest.length > MAX_LINE) onEndlessLine();
  }

  function end(): void {
    if (rest !== '') consume(rest.endsWith(newline) ? rest : rest + newline, true);
    rest = '';
  }

  function consume(text: string, final: boolean): string {
    let at = 0;
    let quote = text.indexOf(QUOTE);
    for (;;) {
      const end = text.indexOf(newline, at);
      if (end < 0) return text.slice(at);
      if (quote >= 0 && quote < at) quote = text.indexOf(QUOTE, at);
      if (quote < 0 || quote > end) {
        plainLine(text, at, end, null);
        at = end + 1;
        continue;
      }
      const record = quotedRecord(text, at);
      if (record) {
        onRecord(record.cells, line, withoutReturn(text, at, record.next - 1), null);
        line += countLines(text, at, record.next);
        at = record.next;
      } else if (final || text.length - at > MAX_QUOTED) {
        plainLine(text, at, end, 'unclosed_quote');
        at = end + 1;
      } else {
        return text.slice(at);
      }
    }
  }

  function plainLine(text: string, from: number, to: number, fault: RecordFault | null): void {
    const record = withoutReturn(text, from, to);
    onRecord(record.split(separator), line, record, fault);
    line += 1;
  }

  /** Null when the text ends before the record does. */
  function quotedRecord(text: string, from: number): Quoted | null {
    const cells: string[] = [];
    let at = from;
    for (;;) {
      let cell = '';
      if (text.startsWith(QUOTE, at)) {
        at += 1;
        for (;;) {
          const close = text.indexOf(QUOTE, at);
          if (close < 0) return null;
          cell += text.slice(at, close);
          at = close + 1;
          if (!text.startsWith(QUOTE, at)) break;
          cell += QUOTE;
          at += 1;
        }
      }
      const lineEnd = text.indexOf(newline, at);
      if (lineEnd < 0) return null;
      const next = text.indexOf(separator, at);
      const last = next < 0 || next > lineEnd;
      // What follows a closing quote belongs to the cell, as spreadsheets read it.
      cells.push(cell + (last ? withoutReturn(text, at, lineEnd) : text.slice(at, next)));
      if (last) return { cells, next: lineEnd + 1 };
      at = next + 1;
    }
  }

  function withoutReturn(text: string, from: number, to: number): string {
    return text.slice(from, newline === '\n' && to > from && text.charCodeAt(to - 1) === 0x0d ? to - 1 : to);
  }

  function countLines(text: string, from: number, to: number): number {
    let count = 0;
    for (let at = text.indexOf(newline, from); at >= 0 && at < to; at = text.indexOf(newline, at + 1)) count += 1;
    return count;
  }

  return { push, end };
}
