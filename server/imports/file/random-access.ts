import type { FileHandle } from 'node:fs/promises';

/** Bytes of a file by their place; fewer than asked for where the file ends. */
export interface RandomAccess {
  size: number;
  read(position: number, length: number): Promise<Buffer>;
}

export async function randomAccess(file: FileHandle): Promise<RandomAccess> {
  const { size } = await file.stat();
  return {
    size,
    async read(position, length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
  };
}
