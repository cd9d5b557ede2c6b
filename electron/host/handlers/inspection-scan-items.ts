/** What a picture of a sheet says and shows, item by item and field by field, for a person to look at. */
import type { StoredSheet } from '#db/queries/inspection-sheets.ts';
import { type ScanField, type ScanItem, scanFieldNames } from '#shared/contract/inspection-scans.ts';
import { inspectionSheet, type SheetAnswer, type SheetContent } from '#shared/domain/inspection-sheet.ts';
import type { InspectionItem } from '#shared/domain/inspection-template.ts';
import type { GreyPicture } from '#shared/inspection/reading/grey-picture.ts';
import { printedOn } from '#shared/inspection/reading/printed-near.ts';
import { type ReadItem, readItems } from '#shared/inspection/reading/read-items.ts';
import type { PageReading } from '#shared/inspection/reading/read-page.ts';
import { hasWriting } from '#shared/inspection/reading/straighten.ts';
import type { PenField, Rectangle, SheetLayout } from '#shared/inspection/sheet-layout.ts';
import { scanDoubtLabels } from '#shared/text/inspection-labels.ts';

export function scanItems(
  answers: readonly SheetAnswer[],
  content: SheetContent,
  layout: SheetLayout,
  page: PageReading,
  straight: GreyPicture,
): ScanItem[] {
  const read = new Map(readItems(content.items, page.boxes).map((item) => [item.key, item]));
  const printed = printedOn(layout, page.page);
  return content.items.flatMap((item, index) => {
    const fields = layout.fields.filter((field) => field.itemKey === item.key && field.page === page.page);
    const area = areaOf(item, layout, page.page, fields);
    if (area === null) return [];
    const held = answers.find((answer) => answer.key === item.key);
    const remark = fields.find((field) => field.name === 'remark');
    return [
      {
        key: item.key,
        number: index + 1,
        text: item.text,
        kind: item.kind,
        options: optionsOf(item),
        unit: item.unit,
        ...judged(item, read.get(item.key), held, hasWriting(straight, area, printed)),
        before: held === undefined ? null : { value: held.value, note: held.note },
        area,
        remark: remark === undefined ? null : { area: plain(remark), isWritten: hasWriting(straight, remark, printed) },
      },
    ];
  });
}

export function scanFields(sheet: StoredSheet, layout: SheetLayout, page: number, straight: GreyPicture): ScanField[] {
  const printed = printedOn(layout, page);
  return scanFieldNames.flatMap((name) => {
    const field = layout.fields.find((each) => each.itemKey === null && each.name === name && each.page === page);
    if (field === undefined) return [];
    return [
      {
        name,
        label: inspectionSheet.fields[name].label,
        before: sheet[name],
        area: plain(field),
        isWritten: hasWriting(straight, field, printed),
      },
    ];
  });
}

type Judged = Pick<ScanItem, 'verdict' | 'value' | 'doubt'>;

function judged(
  item: InspectionItem,
  read: ReadItem | undefined,
  held: SheetAnswer | undefined,
  isWritten: boolean,
): Judged {
  if (optionsOf(item).length === 0) return { verdict: isWritten ? 'written' : 'blank', value: null, doubt: null };
  if (read === undefined) return { verdict: 'uncertain', value: null, doubt: scanDoubtLabels.noOutline };
  const value = read.answer === null ? null : valueOf(item, read.answer);
  const isTyped = held !== undefined && held.value !== null;
  // What a person typed is not overwritten by a machine.
  if (isTyped && read.verdict === 'certain' && held.value !== value)
    return { verdict: 'uncertain', value, doubt: scanDoubtLabels.typedOtherwise };
  return { verdict: read.verdict, value, doubt: read.doubt === null ? null : scanDoubtLabels[read.doubt] };
}

function optionsOf(item: InspectionItem): ScanItem['options'] {
  switch (item.kind) {
    case 'yesNo':
      return [
        { value: true, label: '是' },
        { value: false, label: '否' },
      ];
    case 'choice':
      return item.options.map((option) => ({ value: option, label: option }));
    default:
      return [];
  }
}

function valueOf(item: InspectionItem, answer: string): SheetAnswer['value'] {
  return item.kind === 'yesNo' ? answer === 'yes' : answer;
}

/** Boxes with what is printed beside them, or the place to write; null where the item is on another page. */
function areaOf(
  item: InspectionItem,
  layout: SheetLayout,
  page: number,
  fields: readonly PenField[],
): Rectangle | null {
  const boxes = layout.boxes.filter((box) => box.itemKey === item.key && box.page === page);
  if (boxes.length === 0) {
    const value = fields.find((field) => field.name === 'value');
    return value === undefined ? null : plain(value);
  }
  const left = Math.min(...boxes.map((box) => box.x)) - 4;
  const top = Math.min(...boxes.map((box) => box.y)) - 3;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + 18;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + 3;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function plain({ x, y, width, height }: Rectangle): Rectangle {
  return { x, y, width, height };
}
