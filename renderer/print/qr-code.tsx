import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** Vector squares without a gap between them, with the quiet zone the standard asks for (4 modules). */
export function QrCode({
  text,
  millimetres,
  mask = -1,
}: {
  readonly text: string;
  readonly millimetres: number;
  /** One of the eight patterns, without trying which is best: for hundreds of codes. */
  readonly mask?: number;
}): ReactNode {
  const { data, size } = encode(text, { ecc: 'M', border: 4, maskPattern: mask });
  const path = data.map(darkRuns).join('');
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      style={{ width: `${millimetres}mm`, height: `${millimetres}mm` }}
      shapeRendering="crispEdges"
      role="img"
      aria-label="二维码"
    >
      <path d={path} />
    </svg>
  );
}

/** One piece for neighbours: a third of the path, and no seam between them. */
function darkRuns(line: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < line.length; x += 1) {
    const from = x;
    while (line[x] === true) x += 1;
    if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
  }
  return path;
}
