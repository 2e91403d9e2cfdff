import { expect, test } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from './openapi.ts';
import { defineRoute } from './route.ts';

const colour = z.enum(['red', 'blue']).meta({ id: 'Colour' });
const thing = z.object({ name: z.string(), colour: colour.default('red') }).meta({ id: 'Thing' });

const document = openApiDocument([
  defineRoute({
    method: 'post',
    path: '/api/boxes/:id/things',
    tag: 'Test',
    summary: 'Puts a thing into a box',
    access: { kind: 'public' },
    params: z.object({ id: z.uuid() }),
    query: z.object({ colour: colour.optional() }),
    body: thing,
    responses: { 201: { description: 'All things', schema: z.object({ items: z.array(thing) }) } },
    handle: () => ({ status: 201 }),
  }),
]);

/** What a JSON pointer from the root of the document names. */
function resolve(reference: string): unknown {
  return reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}

test('every reference names something in the document, and nothing is defined in place', () => {
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!);
  expect(new Set(references)).toEqual(
    new Set(['Thing', 'ThingInput', 'Colour', 'ColourInput'].map((name) => `#/components/schemas/${name}`)),
  );
  expect(references.filter((reference) => typeof resolve(reference) !== 'object')).toEqual([]);
  expect(text).not.toContain('$defs');
});

test('a field with a default may be left out of a request and is always in a response', () => {
  expect(resolve('#/components/schemas/ThingInput')).toMatchObject({ required: ['name'] });
  expect(resolve('#/components/schemas/Thing')).toMatchObject({ required: ['name', 'colour'] });
});

test('parameters refer to named schemas too', () => {
  const operation = (document['paths'] as Record<string, Record<string, unknown>>)['/api/boxes/{id}/things']!['post'];
  expect(operation).toMatchObject({
    parameters: [
      { name: 'id', in: 'path', required: true },
      { name: 'colour', in: 'query', required: false, schema: { $ref: '#/components/schemas/ColourInput' } },
    ],
  });
});
