import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ReceiveOptions {
  /** Of a file that grows meanwhile, no more than one byte beyond is copied. */
  maxBytes?: number;
  signal?: AbortSignal;
}

/** Copies a file of this machine to where uploads are received. Aborted it leaves a part at `to`. */
export async function receiveFile(
  from: string,
  to: string,
  { maxBytes = Infinity, signal }: ReceiveOptions = {},
): Promise<{ size: number; sha256: string }> {
  await mkdir(dirname(to), { recursive: true });
  const hash = createHash('sha256');
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  signal?.throwIfAborted();
  // Opened here: a stream that opens its file by itself may do so after the abort, when the caller has removed the part already,
  // and one whose source is missing leaves an empty part.
  const source = await open(from);
  const part = await open(to, 'w', 0o600).catch(async (error: unknown) => {
    await source.close();
    throw error;
  });
  await pipeline(source.createReadStream({ end: maxBytes }), count, part.createWriteStream(), { signal });
  return { size, sha256: hash.digest('hex') };
}
