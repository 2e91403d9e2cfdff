import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributeOf, createXmlReader } from './xml-reader.ts';

function eventsOf(pieces: readonly string[]): string[] {
  const events: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') events.push(`"${text}"`);
    text = '';
  };
  const reader = createXmlReader({
    open(name, attributes) {
      flush();
      events.push(`<${name}${attributes.trimEnd()}`);
    },
    close(name) {
      flush();
      events.push(`>${name}`);
    },
    text: (piece) => void (text += piece),
  });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return events;
}

const XML = `<?xml version="1.0"?><!-- a > b --><x:root a="1>0" b='"'><c r="A1" t = "s"/><t xml:space="preserve"> é &amp; &lt;&#233;&#x1F600; </t><![CDATA[<raw> & ]]></x:root>\n`;
const EVENTS = [
  `<root a="1>0" b='"'`,
  '<c r="A1" t = "s"',
  '>c',
  '<t xml:space="preserve"',
  '" é & <é😀 "',
  '>t',
  '"<raw> & "',
  '>root',
];

test('tags without prefixes, text with its references, nothing of comments', () => {
  expect(eventsOf([XML])).toEqual(EVENTS);
});

test('the same whatever pieces the text comes in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(XML.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), XML.length];
      const pieces = at.slice(1).map((end, index) => XML.slice(at[index], end));
      expect(eventsOf(pieces)).toEqual(EVENTS);
    }),
    { numRuns: 500 },
  );
});

test('what is not whole or declares entities is refused', () => {
  for (const broken of [
    '<a>',
    '<a',
    '</a>',
    '<a><!-- ',
    '<a>&amp',
    '<!DOCTYPE a><a/>',
    `<a b="${'x'.repeat(1 << 20)}`,
  ]) {
    expect(() => eventsOf([broken])).toThrow();
  }
});

test('an attribute by its whole name', () => {
  expect(attributeOf(' spans="1:2" s="3" x:s="4"', 's')).toBe('3');
  expect(attributeOf(" r = 'A&amp;1'", 'r')).toBe('A&1');
  expect(attributeOf(' bar="r=1"', 'r')).toBeUndefined();
});

test('a tag full of quotes and signs is read in one pass: looking back from each would never end', () => {
  expect(eventsOf([`<row x="${'" y=">'.repeat(160_000)}"/>`]).length).toBe(2);
});
