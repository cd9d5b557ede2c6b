/**
 * Reading a PDF with pdf.js, loaded when the first preview is opened. The legacy build, because the browsers of UOS and
 * Kylin are years behind; its worker is our own file. No eval and no WebAssembly: the content security policy allows neither.
 */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Bytes, or an address on this page's own origin (`door().fileAddress(file)`). */
export type PdfSource = ArrayBuffer | string;

export interface PdfFile {
  readonly pages: number;
  /** Points, of the first page: our papers have one size throughout. */
  readonly width: number;
  readonly height: number;
  page(number: number): Promise<PDFPageProxy>;
}

/** Calls `ready` once, or `failed`; returns the way to stop and to free everything. */
export function openPdf(source: PdfSource, ready: (file: PdfFile) => void, failed: () => void): () => void {
  let isStopped = false;
  let free: (() => Promise<void>) | null = null;
  const open = async () => {
    const [{ getDocument, GlobalWorkerOptions }, worker] = await Promise.all([
      import('pdfjs-dist/legacy/build/pdf.mjs'),
      import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
    ]);
    if (isStopped) return;
    GlobalWorkerOptions.workerSrc = worker.default;
    const origin = typeof source === 'string' ? { url: source } : { data: new Uint8Array(source.slice(0)) };
    // The decoders of what scanners write, as plain script (build/bundles.ts puts them there).
    const wasmUrl = new URL('assets/pdf/', document.baseURI).href;
    const task = getDocument({ ...origin, useWasm: false, wasmUrl, disableAutoFetch: true, enableXfa: false });
    free = () => task.destroy();
    const file = await describe(await task.promise);
    if (!isStopped) ready(file);
  };
  open().catch(() => {
    if (!isStopped) failed();
  });
  return () => {
    isStopped = true;
    // A worker that is already gone has nothing left to free.
    free?.().catch(() => undefined);
  };
}

async function describe(document: PDFDocumentProxy): Promise<PdfFile> {
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  return { pages: document.numPages, width, height, page: (number) => document.getPage(number) };
}
