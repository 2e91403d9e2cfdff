import express, { type Express } from 'express';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const DOCS_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>EPM Retail API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;

const DOCS_SCRIPT = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });`;

/** Swagger UI from its npm package; our own start script, since inline ones are forbidden. */
export function serveApiDocs(app: Express): void {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get('/api/docs', (_request, response) => {
    response.type('html').send(DOCS_PAGE);
  });
  app.get('/api/docs/start.js', (_request, response) => {
    response.type('js').send(DOCS_SCRIPT);
  });
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    app.get(`/api/docs/${file}`, (_request, response) => {
      response.sendFile(join(folder, file), { maxAge: '1d' });
    });
  }
}

/** The built client: hashed assets are cached for ever, every page address gives index.html. */
export function serveClient(app: Express, folder: string): void {
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: true }),
  );
  app.use(express.static(folder, { index: false, maxAge: 0, dotfiles: 'ignore' }));
  app.get(/^\/(?!assets\/|live(?:\/|$)|sync(?:\/|$))[^.]*$/, (_request, response) => {
    response.sendFile(join(folder, 'index.html'), { headers: { 'Cache-Control': 'no-cache' } });
  });
}
