/** Half a point at a time; below this a figure could not be read and wraps instead. */
const smallestPoints = 6;

/** Figures never break and are never cut: one too long for its column is set smaller. */
export function fitNumbers(place: HTMLElement): void {
  for (const figure of place.querySelectorAll<HTMLElement>('.figure')) {
    const room = figure.parentElement?.clientWidth;
    // Empty, or a table that is not laid out.
    if (room === undefined || room === 0 || figure.scrollWidth <= room) continue;
    let points = (Number.parseFloat(getComputedStyle(figure).fontSize) * 72) / 96;
    while (figure.scrollWidth > figure.clientWidth && points > smallestPoints) {
      points -= 0.5;
      figure.style.fontSize = `${points}pt`;
    }
    if (figure.scrollWidth > figure.clientWidth) figure.classList.add('broken');
  }
}
