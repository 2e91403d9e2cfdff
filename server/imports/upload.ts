import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { badRequest, type HttpError, payloadTooLarge, unsupportedMediaType } from '../http/errors.ts';

export interface Upload {
  id: string;
  path: string;
  fileName: string;
  size: number;
  sha256: string;
  /** Text of the other parts, by name. */
  fields: ReadonlyMap<string, string>;
}

/** Bytes a file may have, however it arrives. */
export const MAX_UPLOAD = 256 * 1024 * 1024;
const MAX_FIELD = 256 * 1024;

/**
 * Streams the one file of a multipart request to `<folder>/<id>.upload`. What is refused leaves no file.
 * @throws HttpError 400 no_file, too_many_files, bad_form; 413; 415.
 */
export async function receiveUpload(request: IncomingMessage, folder: string, maxBytes = MAX_UPLOAD): Promise<Upload> {
  const type = request.headers['content-type'];
  if (type === undefined || !/^multipart\/form-data\s*;/i.test(type)) {
    throw unsupportedMediaType('Send the file as multipart/form-data, in a part named "file".');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + 4 * MAX_FIELD) throw tooLarge(maxBytes);
  const id = randomUUID();
  const path = join(folder, `${id}.upload`);
  const fields = new Map<string, string>();
  let file: Promise<{ fileName: string; size: number; sha256: string }> | null = null;
  let refusal: HttpError | null = null;
  let part: Readable | null = null;

  const form = openForm(request, type, maxBytes);
  form.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) refusal ??= badRequest('bad_form', `The part "${name.slice(0, 50)}" is too long.`);
    else fields.set(name, value);
  });
  form.on('file', (name, stream, fileName) => {
    if (name !== 'file' || file !== null) {
      refusal ??= file === null ? noFile() : badRequest('too_many_files', 'Send one file at a time.');
      stream.resume();
      return;
    }
    part = stream;
    file = saveFile(stream, path, cleanName(fileName));
    // Awaited below, after the form has ended; until then a failure must not count as unheard.
    file.catch(() => undefined);
  });
  for (const limit of ['filesLimit', 'partsLimit', 'fieldsLimit'] as const) {
    form.on(limit, () => (refusal ??= badRequest('bad_form', 'The form has too many parts.')));
  }

  try {
    await pipeline(request, form).catch((error: unknown) => {
      throw badRequest('bad_form', `The upload broke off or is no valid form: ${(error as Error).message}.`);
    });
    if (refusal) throw refusal as HttpError;
    if (file === null) throw noFile();
    const saved = await (file as Promise<{ fileName: string; size: number; sha256: string }>);
    return { id, path, fields, ...saved };
  } catch (error) {
    // A form that broke off never ends its parts by itself.
    (part as Readable | null)?.destroy();
    await (file as Promise<unknown> | null)?.catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
}

function openForm(request: IncomingMessage, type: string, maxBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: {
        fileSize: maxBytes,
        files: 2,
        fields: 10,
        fieldSize: MAX_FIELD,
        fieldNameSize: 100,
        parts: 12,
        headerPairs: 20,
      },
    });
  } catch (error) {
    throw badRequest('bad_form', `This is no valid form: ${(error as Error).message}.`);
  }
}

async function saveFile(stream: Readable & { truncated?: boolean }, path: string, fileName: string) {
  const hash = createHash('sha256');
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, count, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  if (stream.truncated === true) throw tooLarge(size);
  return { fileName, size, sha256: hash.digest('hex') };
}

/** Shown and logged, never used as a path: without folders, control characters and marks that turn the direction of text. */
function cleanName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  return (
    base
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 200) || 'import.csv'
  );
}

const noFile = () => badRequest('no_file', 'Send one file in a part named "file".');
const tooLarge = (limit: number) =>
  payloadTooLarge(
    `The file is larger than ${Math.round(limit / 1048576)} MiB. Compress it (gzip or zip) or send it in parts.`,
  );
