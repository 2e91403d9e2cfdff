import type { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';
import type { Route } from './route.ts';
import { createSchemaComponents, type Json, type SchemaComponents } from './schema-components.ts';

/** OpenAPI 3.1 of the routes: the schemas that judge requests are the ones that are published. */
export function openApiDocument(routes: Route[]): Json {
  const components = createSchemaComponents();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method] = operation(route, components);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'EPM Retail',
      version: '1',
      description:
        'Lists are {items, next?}; errors are {error: {code, message, details?}} with a stable code. Amounts are in euros. Times are ISO 8601.',
    },
    components: {
      schemas: components.schemas(),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
    paths,
  };
}

function operation(route: Route, components: SchemaComponents): Json {
  const content = (contentType: string, schema: z.ZodType, io: 'input' | 'output'): Json => ({
    content: { [contentType]: { schema: components.schemaOf(schema, io) } },
  });
  const body = route.streams ?? (route.body ? { contentType: 'application/json', schema: route.body } : undefined);
  const answers = Object.entries(route.responses).map(([status, { description, schema, contentType }]) => [
    status,
    { description, ...(schema ? content(contentType ?? 'application/json', schema, 'output') : {}) },
  ]);
  return {
    summary: route.summary,
    tags: [route.tag],
    security: route.access.kind === 'public' ? [] : [{ session: [] }, { token: [] }],
    parameters: [...parameters(route.params, 'path', components), ...parameters(route.query, 'query', components)],
    ...(body ? { requestBody: { required: true, ...content(body.contentType, body.schema, 'input') } } : {}),
    responses: {
      ...Object.fromEntries(answers as [string, Json][]),
      default: {
        description: 'Refused, with a stable code.',
        ...content('application/json', apiErrorSchema, 'output'),
      },
    },
  };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query', components: SchemaComponents): Json[] {
  if (!schema) return [];
  const converted = components.schemaOf(schema, 'input') as { properties?: Json; required?: string[] };
  const { properties = {}, required = [] } = converted;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}
