import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** Vector squares without a gap between them, with the quiet zone the standard asks for (4 modules). */
export function QrCode({ text, millimetres }: { readonly text: string; readonly millimetres: number }): ReactNode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
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
