import { extname } from 'node:path';

const LONGEST_EXTENSION = 20;

/** A file name of at most `bytes` bytes, cut before its extension between two characters. */
export function boundedName(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  const extension = extname(name);
  const end = Buffer.byteLength(extension) <= LONGEST_EXTENSION ? extension : '';
  let room = bytes - Buffer.byteLength(end);
  let kept = '';
  for (const character of name) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return kept + end;
}
