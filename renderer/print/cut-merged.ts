/**
 * A merged cell that reaches over a page break would leave the pages after the first without its words: where a page ends
 * inside it, it is cut in two and its words stand again at the top of the next page (附件3, 附件4: the leader).
 */
const pixelsPerMillimetre = 96 / 25.4;
/** What rounding to whole pixels and shared borders may add up to on one page. */
const slack = 4;

/** `textHeight`: millimetres of the page's text area. Breaks are set where they were reckoned, so that both agree. */
export function cutMergedCells(place: HTMLElement, textHeight: number): void {
  const body = place.querySelector('tbody');
  const head = place.querySelector('thead');
  if (body === null || body.querySelector('td[rowspan]:not([rowspan="1"])') === null) return;
  const page = textHeight * pixelsPerMillimetre - slack;
  const headHeight = head === null || head.classList.contains('once') ? 0 : head.getBoundingClientRect().height;
  const rows = [...body.rows];
  const top = place.getBoundingClientRect().top;
  // Everything is measured before anything is set: each change would lay the whole table out again.
  const heights = rows.map((row) => row.getBoundingClientRect().height);
  let used = (rows[0]?.getBoundingClientRect().top ?? top) - top;
  const breaks: number[] = [];
  for (const [index, height] of heights.entries()) {
    if (used + height > page && index > 0) {
      breaks.push(index);
      used = headHeight;
    }
    used += height;
    // One taller than a page goes on to the next ones.
    while (used > page) used += headHeight - page;
  }
  for (const index of breaks) {
    const row = rows[index];
    if (row === undefined) continue;
    row.style.breakBefore = 'page';
    cutAt(rows, index);
  }
}

/** Every cell that reaches from above into this row ends before it and begins anew in it. */
function cutAt(rows: readonly HTMLTableRowElement[], at: number): void {
  for (const [from, row] of rows.slice(0, at).entries())
    for (const cell of row.cells) {
      if (from + cell.rowSpan <= at) continue;
      const again = cell.cloneNode(true) as HTMLTableCellElement;
      again.rowSpan = from + cell.rowSpan - at;
      cell.rowSpan = at - from;
      placeAt(rows[at], again, columnOf(cell));
    }
}

/** The column as the model counts it: cells say it, because merged rows have fewer cells. */
function columnOf(cell: HTMLTableCellElement): number {
  return Number(cell.dataset['column'] ?? 0);
}

function placeAt(row: HTMLTableRowElement | undefined, cell: HTMLTableCellElement, column: number): void {
  const next = [...(row?.cells ?? [])].find((each) => columnOf(each) > column);
  row?.insertBefore(cell, next ?? null);
}
