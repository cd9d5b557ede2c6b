import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PdfFile } from './pdf-file.ts';

interface PdfPageProps {
  readonly file: PdfFile;
  readonly number: number;
  /** CSS pixels per point. */
  readonly scale: number;
  /** The element that scrolls: pages far from what it shows are not drawn. */
  readonly scroller: HTMLElement;
}

/** One sheet. Drawn when it comes near, dropped when it is far again: a hundred pages would not fit into memory. */
export function PdfPage({ file, number, scale, scroller }: PdfPageProps): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), {
      root: scroller,
      rootMargin: '100% 0px',
    });
    if (sheet.current !== null) observer.observe(sheet.current);
    return () => observer.disconnect();
  }, [scroller]);
  return (
    <div
      ref={sheet}
      className="pdf-sheet"
      data-page={number}
      role="img"
      aria-label={`第${number}页，共${file.pages}页`}
      style={{ width: file.width * scale, height: file.height * scale }}
    >
      {isNear && <Drawing file={file} number={number} scale={scale} />}
    </div>
  );
}

function Drawing({ file, number, scale }: Omit<PdfPageProps, 'scroller'>): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    // A canvas of its own for each drawing: pdf.js refuses to draw twice on one, and the old picture stays meanwhile.
    const canvas = document.createElement('canvas');
    let stop = () => undefined as void;
    let isStopped = false;
    const draw = async () => {
      const page = await file.page(number);
      if (isStopped) return;
      const viewport = page.getViewport({ scale: scale * window.devicePixelRatio });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      const task = page.render({ canvas, viewport });
      stop = () => task.cancel();
      await task.promise;
      if (!isStopped) place.current?.replaceChildren(canvas);
    };
    setFailed(false);
    draw().catch(() => {
      // Stopping makes pdf.js reject too.
      if (!isStopped) setFailed(true);
    });
    return () => {
      isStopped = true;
      stop();
    };
  }, [file, number, scale]);
  return (
    <>
      <div ref={place} className="pdf-drawing" />
      {isFailed && <p className="pdf-missing">这一页没有显示出来，文件本身不受影响，可以打印或另存。</p>}
    </>
  );
}
