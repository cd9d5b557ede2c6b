import type { ReactNode } from 'react';
import { headTexts, type SheetCopy } from '#shared/inspection/sheet-head.ts';
import { layOutSheet, type Rectangle, type SheetLayout, type SheetText } from '#shared/inspection/sheet-layout.ts';
import type { PrintedSheet, SheetsModel } from '#shared/report/model.ts';
import { placed } from './placed.ts';
import { QrCode } from './qr-code.tsx';

/** The copies of a sheet follow each other: both are taken along to the project. */
export function SheetPapers({ model }: { readonly model: SheetsModel }): ReactNode {
  const copies: readonly SheetCopy[] = model.copies === 2 ? ['office', 'project'] : ['only'];
  return (
    <main className="sheet-papers">
      {placed(model.sheets).map(({ place, item: sheet }) => (
        <Copies key={place} sheet={sheet} copies={copies} />
      ))}
    </main>
  );
}

function Copies({ sheet, copies }: { readonly sheet: PrintedSheet; readonly copies: readonly SheetCopy[] }): ReactNode {
  const layout = layOutSheet(sheet.content);
  const pages = Array.from({ length: layout.pages }, (_, index) => index + 1);
  return copies.map((copy) => {
    const texts = [...layout.texts, ...headTexts(sheet, layout, copy)];
    return pages.map((page) => (
      <section key={`${copy}-${page}`}>
        <Drawing layout={layout} texts={texts.filter((text) => text.page === page)} page={page} />
        <div className="code" style={{ left: `${layout.qr.x}mm`, top: `${layout.qr.y}mm` }}>
          <QrCode text={sheet.code} millimetres={layout.qr.width} mask={3} />
        </div>
      </section>
    ));
  });
}

/** One picture a page, in millimetres: what the layout says and nothing besides. */
function Drawing({
  layout,
  texts,
  page,
}: {
  readonly layout: SheetLayout;
  readonly texts: readonly SheetText[];
  readonly page: number;
}): ReactNode {
  const frame = layout.frames[page - 1];
  const marks = [...layout.corners, ...layout.pageMarks.slice(0, page - 1)];
  const rules = layout.rules.filter((rule) => rule.page === page);
  const boxes = layout.boxes.filter((box) => box.page === page);
  return (
    <svg viewBox="0 0 210 297" aria-hidden>
      <path className="mark" d={marks.map(outline).join('')} />
      {frame !== undefined && <path className="frame" d={outline(frame)} />}
      <path className="rule" d={rules.map(({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`).join('')} />
      <path className="box" d={boxes.map(outline).join('')} />
      {placed(texts).map(({ place, item: { x, base, size, font, anchor, text } }) => (
        <text key={place} x={x} y={base} fontSize={size} className={`${font} ${anchor}`}>
          {text}
        </text>
      ))}
    </svg>
  );
}

function outline({ x, y, width, height }: Rectangle): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}
