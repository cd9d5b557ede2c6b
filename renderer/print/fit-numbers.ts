/** Below this a figure could not be read; it wraps instead. */
const smallestPoints = 6;

interface Excess {
  readonly figure: HTMLElement;
  readonly points: number;
}

/** Figures never break and are never cut: one too long for its column is set smaller. */
export function fitNumbers(place: HTMLElement): void {
  // Everything is measured before anything is set: each change would lay the whole table out again.
  for (const { figure, points } of [...place.querySelectorAll<HTMLElement>('.figure')].flatMap(excess)) {
    figure.style.fontSize = `${Math.max(points, smallestPoints)}pt`;
    if (points < smallestPoints) figure.classList.add('broken');
  }
}

/** Points (halves) at which the figure fits; nothing when it fits as it is. */
function excess(figure: HTMLElement): Excess[] {
  const { clientWidth, scrollWidth } = figure;
  if (scrollWidth <= clientWidth) return [];
  const points = (Number.parseFloat(getComputedStyle(figure).fontSize) * 72) / 96;
  // Widths are whole pixels: one is taken off for the rounding.
  return [{ figure, points: Math.floor(((points * (clientWidth - 1)) / scrollWidth) * 2) / 2 }];
}
