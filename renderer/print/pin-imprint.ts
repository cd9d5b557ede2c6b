/**
 * GB/T 9704-2012 7.4.1: 版记 stands on the last page, its last rule on the lower edge of the text. CSS cannot say “at the foot of
 * the page this happens to be on”, so the pages are tried out as columns of their size – the browser breaks both alike – and
 * what is free below 版记 there is put above it.
 */
const pixelsPerMillimetre = 96 / 25.4;
/** What rounding may add up to: a pixel more and 版记 would be on a page of its own. */
const slack = 1;

/** Millimetres of the text area. */
export function pinImprint(place: HTMLElement, textHeight: number): void {
  const paper = place.querySelector<HTMLElement>('.document-paper');
  const imprint = paper?.querySelector<HTMLElement>('.imprint') ?? null;
  if (paper === null || imprint === null) return;
  const height = textHeight * pixelsPerMillimetre;
  const width = paper.getBoundingClientRect().width;
  Object.assign(paper.style, {
    height: `${textHeight}mm`,
    columnWidth: `${width}px`,
    columnGap: '0',
    columnFill: 'auto',
  });
  const { top } = paper.getBoundingClientRect();
  const found = imprint.getBoundingClientRect();
  const free = height - slack - (found.bottom - top);
  // Alone on a page: what is put above it must not be left on the page before.
  const isAlone = found.top - top < 1;
  for (const property of ['height', 'column-width', 'column-gap', 'column-fill']) paper.style.removeProperty(property);
  const room = document.createElement('div');
  room.style.height = `${Math.max(0, free)}px`;
  if (isAlone) {
    room.style.breakBefore = 'page';
    // Was cut off at the head of the page when it was measured.
    imprint.style.marginTop = '0';
  }
  imprint.before(room);
}
