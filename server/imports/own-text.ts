/** A copy of its own: a piece cut from a large text keeps all of that text in memory for as long as the piece lives. */
export function ownText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8');
}
