/**
 * QR codes in a picture, by zxing compiled to WebAssembly. Its bytes are read from a file of ours and never fetched: beside
 * the bundle when built, in its package while developing. On Node no content security policy stands in the way.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Point } from '#shared/inspection/reading/homography.ts';

export interface SeenCode {
  readonly text: string;
  /** Its middle, pixels of the picture. */
  readonly middle: Point;
}

let isReady: Promise<unknown> | null = null;

/** `pgm`: a binary PGM. */
export async function readCodes(pgm: Uint8Array): Promise<SeenCode[]> {
  isReady ??= prepareZXingModule({ overrides: { wasmBinary: wasmBytes() }, fireImmediately: true });
  await isReady;
  const found = await readBarcodes(pgm, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 });
  return found
    .filter((code) => code.isValid)
    .map(({ text, position: { topLeft, topRight, bottomLeft, bottomRight } }) => {
      const corners = [topLeft, topRight, bottomLeft, bottomRight];
      const mean = (of: (corner: Point) => number) => corners.reduce((sum, corner) => sum + of(corner), 0) / 4;
      return { text, middle: { x: mean(({ x }) => x), y: mean(({ y }) => y) } };
    });
}

function wasmBytes(): ArrayBuffer {
  const path = import.meta.url.endsWith('.ts')
    ? createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    : fileURLToPath(new URL('./zxing_reader.wasm', import.meta.url));
  return Uint8Array.from(readFileSync(path)).buffer;
}
