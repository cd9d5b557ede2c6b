/** Width of the text of an official paper in points: 版心 156 mm. */
const textWidth = 442;

/** Size of the red mark: as large as its longest line allows, never larger than 45 pt (the standard leaves it to the organ). */
export function markPoints(mark: string): number {
  return Math.min(45, Math.floor(textWidth / Math.max(1, ...mark.split('\n').map((line) => line.length))));
}
