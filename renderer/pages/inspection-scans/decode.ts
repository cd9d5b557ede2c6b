/** Photos and scans as grey pixels: decoded by the browser, which knows every kind, and scaled down for the host. */
import { type ProblemCode, type ProblemDetails, problemSentence } from '#shared/error.ts';
import { greyOf, longestSide, pgmHead, pixelLimit } from '#shared/inspection/reading/grey-picture.ts';
import { pictureSize } from '#shared/inspection/reading/picture-size.ts';
import { openPdf, type PdfFile } from '../../components/pdf-preview/pdf-file.ts';

export interface DecodedPage {
  /** null: the file is one picture. */
  readonly pageOfFile: number | null;
  readonly pixels: File;
}

/** A file that gives no picture: its one sentence. */
export interface Undecoded {
  readonly code: ProblemCode;
  readonly sentence: string;
}

/** Of a scanned document: 220 dpi, as a fax of good quality. */
const pdfSide = 2600;
const mostPages = 100;

export async function decoded(file: File, signal: AbortSignal): Promise<readonly DecodedPage[] | Undecoded> {
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (['heic', 'heif'].includes(extension)) return undecoded('SCAN_HEIC', { name: file.name });
  return extension === 'pdf' ? pagesOfPdf(file, signal) : picture(file);
}

function undecoded(code: ProblemCode, details: ProblemDetails): Undecoded {
  return { code, sentence: problemSentence(code, details) };
}

async function picture(file: File): Promise<readonly DecodedPage[] | Undecoded> {
  const size = pictureSize(new Uint8Array(await file.slice(0, 1024 * 1024).arrayBuffer()));
  if (size !== null && size.width * size.height > pixelLimit)
    return undecoded('SCAN_TOO_LARGE', {
      name: file.name,
      millions: Math.round((size.width * size.height) / 1_000_000),
      limit: pixelLimit / 1_000_000,
    });
  let bitmap: ImageBitmap;
  try {
    // Turned as the camera was held.
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    // The browser says no more than that it cannot.
    return undecoded('SCAN_NO_PICTURE', { name: file.name });
  }
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    );
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) return undecoded('SCAN_NO_PICTURE', { name: file.name });
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return [{ pageOfFile: null, pixels: pixelsOf(context, canvas.width, canvas.height, file.name) }];
  } finally {
    bitmap.close();
  }
}

async function pagesOfPdf(file: File, signal: AbortSignal): Promise<readonly DecodedPage[] | Undecoded> {
  const bytes = await file.arrayBuffer();
  let free: () => void = () => undefined;
  try {
    const document = await new Promise<PdfFile>((resolve, reject) => {
      free = openPdf(bytes, resolve, () => reject(new Error('not readable')));
    });
    if (document.pages > mostPages)
      return undecoded('SCAN_TOO_MANY_PAGES', { name: file.name, pages: document.pages, limit: mostPages });
    const pages: DecodedPage[] = [];
    for (let number = 1; number <= document.pages; number += 1) {
      signal.throwIfAborted();
      pages.push({ pageOfFile: number, pixels: await pdfPage(document, number, file.name) });
    }
    return pages;
  } catch (error) {
    if (signal.aborted) throw error;
    return undecoded('SCAN_NO_PICTURE', { name: file.name });
  } finally {
    free();
  }
}

async function pdfPage(document: PdfFile, number: number, name: string): Promise<File> {
  const page = await document.page(number);
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: pdfSide / Math.max(whole.width, whole.height) });
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport }).promise;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  const pixels = pixelsOf(context, canvas.width, canvas.height, `${name}-${number}`);
  page.cleanup();
  return pixels;
}

function pixelsOf(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  width: number,
  height: number,
  name: string,
): File {
  const { data } = greyOf(context.getImageData(0, 0, width, height).data, width, height);
  return new File([pgmHead(width, height), data as Uint8Array<ArrayBuffer>], `${name}.pgm`);
}
