import type { CSSProperties, ReactNode } from 'react';

interface PageCropProps {
  /** Picture of the straightened page. */
  readonly address: string;
  /** Millimetres of the page. */
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly label: string;
  /** CSS pixels to a millimetre; never wider than its place. */
  readonly scale?: number;
}

/** A piece of the paper: one picture of the page, cut by its millimetres. */
export function PageCrop({ address, area, label, scale = 5 }: PageCropProps): ReactNode {
  const { x, y, width, height } = area;
  const style: CSSProperties = { aspectRatio: `${width} / ${height}`, width: Math.round(width * scale) };
  return (
    <svg className="scan-crop" role="img" aria-label={label} viewBox={`${x} ${y} ${width} ${height}`} style={style}>
      <image href={address} x={0} y={0} width={210} height={297} preserveAspectRatio="none" />
    </svg>
  );
}
