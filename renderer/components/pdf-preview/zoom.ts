/** How large a sheet is shown: fitted to the room, or a stated part of its real size. */
export type Zoom = 'width' | 'page' | number;

/** 1 = as large as on paper. */
const steps = [0.25, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3] as const;

/** CSS: 96 pixels an inch; a PDF: 72 points an inch. */
const pixelsPerPoint = 96 / 72;
/** Padding around the sheets, and a vertical scroll bar that may or may not be there. */
const margin = { width: 24 + 18, height: 24 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels per point. `room` in CSS pixels, `sheet` in points. */
export function scaleOf(zoom: Zoom, sheet: Size, room: Size): number {
  const across = Math.max(0.1, (room.width - margin.width) / sheet.width);
  switch (zoom) {
    case 'width':
      // On a wide screen a sheet wider than on paper only costs scrolling.
      return Math.min(across, 1.5 * pixelsPerPoint);
    case 'page':
      return Math.min(across, Math.max(0.1, (room.height - margin.height) / sheet.height));
    default:
      return zoom * pixelsPerPoint;
  }
}

/** The next step up (1) or down (−1) from the size shown now; the same when there is none. */
export function steppedZoom(scale: number, direction: 1 | -1): number {
  const now = scale / pixelsPerPoint;
  const next = direction === 1 ? steps.find((step) => step > now * 1.01) : steps.findLast((step) => step < now * 0.99);
  return next ?? now;
}

/** 67% */
export function shownZoom(scale: number): string {
  return `${Math.round((scale / pixelsPerPoint) * 100)}%`;
}
