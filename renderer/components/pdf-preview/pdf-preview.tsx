import './pdf-preview.css';
import { ActionIcon, Alert, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Waiting } from '../waiting.tsx';
import { openPdf, type PdfFile, type PdfSource } from './pdf-file.ts';
import { PdfPage } from './pdf-page.tsx';
import { scaleOf, shownZoom, steppedZoom, type Zoom } from './zoom.ts';

interface PdfPreviewProps {
  /** Bytes, or `door().fileAddress(file)`. */
  readonly source: PdfSource;
  /** 打印, 另存 … at the right of the tools. */
  readonly actions?: ReactNode;
}

/** The paper itself: draws the very PDF that is printed or kept. Fills the height it is given. */
export function PdfPreview({ source, actions }: PdfPreviewProps): ReactNode {
  const [attempt, setAttempt] = useState(0);
  const [file, setFile] = useState<PdfFile | null>(null);
  const [isFailed, setFailed] = useState(false);
  const [zoom, setZoom] = useState<Zoom>('width');
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const room = useRoom(scroller);
  const shownPage = useShownPage(scroller, file);

  useEffect(() => {
    setFile(null);
    setFailed(false);
    return openPdf(source, setFile, () => setFailed(true));
    // `attempt` asks for the same file again.
  }, [source, attempt]);

  const scale = file === null || room === null ? null : scaleOf(zoom, file, room);
  useKeptPlace(scroller, scale);
  const step = (direction: 1 | -1) => {
    if (scale !== null) setZoom(steppedZoom(scale, direction));
  };
  return (
    <section className="pdf-preview" aria-label="打印预览">
      <Group className="pdf-tools" gap="sm" justify="space-between">
        <Text size="sm" aria-live="polite" miw={96}>
          {file === null ? '' : `第${shownPage}页共${file.pages}页`}
        </Text>
        <Group gap={6}>
          <ActionIcon variant="default" size="lg" aria-label="缩小" title="缩小（-）" onClick={() => step(-1)}>
            <IconZoomOut size={18} aria-hidden />
          </ActionIcon>
          <Text size="sm" ta="center" w={48}>
            {scale === null ? '' : shownZoom(scale)}
          </Text>
          <ActionIcon variant="default" size="lg" aria-label="放大" title="放大（+）" onClick={() => step(1)}>
            <IconZoomIn size={18} aria-hidden />
          </ActionIcon>
          <SegmentedControl
            size="xs"
            aria-label="显示大小"
            value={typeof zoom === 'number' ? '' : zoom}
            onChange={(value) => setZoom(value === 'page' ? 'page' : 'width')}
            data={[
              { value: 'width', label: '适合宽度' },
              { value: 'page', label: '整页' },
            ]}
          />
        </Group>
        <Group gap="xs">{actions}</Group>
      </Group>
      <div
        ref={setScroller}
        className="pdf-scroller"
        // Scrolled by keyboard, as every long page must be.
        tabIndex={0}
        role="group"
        aria-label="纸面"
        onKeyDown={(event) => zoomByKey(event, step)}
      >
        {isFailed && (
          <Alert role="alert" variant="light" color="orange">
            预览没有打开，文件可能已被移走。请重试；仍打不开时，重新生成一份。
            <Button size="compact-sm" variant="default" ml="md" onClick={() => setAttempt(attempt + 1)}>
              重试
            </Button>
          </Alert>
        )}
        {file === null && !isFailed && <Waiting />}
        {file !== null &&
          scale !== null &&
          scroller !== null &&
          Array.from({ length: file.pages }, (_, index) => (
            <PdfPage key={index} file={file} number={index + 1} scale={scale} scroller={scroller} />
          ))}
      </div>
    </section>
  );
}

function zoomByKey(event: KeyboardEvent, step: (direction: 1 | -1) => void): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === '+' || event.key === '=') step(1);
  else if (event.key === '-') step(-1);
}

/** What was read stays in sight when the sheets change their size. */
function useKeptPlace(scroller: HTMLElement | null, scale: number | null): void {
  const before = useRef(scale);
  useLayoutEffect(() => {
    if (scroller !== null && scale !== null && before.current !== null)
      scroller.scrollTo({ top: scroller.scrollTop * (scale / before.current) });
    before.current = scale;
  }, [scroller, scale]);
}

/** Size of the element in CSS pixels, kept current. */
function useRoom(element: HTMLElement | null): { readonly width: number; readonly height: number } | null {
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(() => setRoom({ width: element.offsetWidth, height: element.offsetHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return room;
}

/** The page whose sheet lies across the middle of what is shown. */
function useShownPage(scroller: HTMLElement | null, file: PdfFile | null): number {
  const [page, setPage] = useState(1);
  useEffect(() => {
    setPage(1);
    if (scroller === null || file === null) return;
    const look = () => {
      const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2;
      const sheets = [...scroller.querySelectorAll<HTMLElement>('.pdf-sheet')];
      setPage(Math.max(1, sheets.filter((sheet) => sheet.getBoundingClientRect().top <= middle).length));
    };
    scroller.addEventListener('scroll', look, { passive: true });
    return () => scroller.removeEventListener('scroll', look);
  }, [scroller, file]);
  return page;
}
