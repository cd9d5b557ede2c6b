/**
 * How many pixels a picture says it has, from its first bytes: a small file can unfold to gigabytes on the screen.
 * Sources: PNG (ISO/IEC 15948) 11.2.2, JPEG (ITU-T T.81) B.2.2, WebP container (RFC 9649) 2.5–2.7.
 */

/** A phone's largest photo has 200 million. */
export const mostPixels = 300_000_000;

/** null where the bytes do not say: then nothing is concluded. */
export function pixelsOf(head: Uint8Array): number | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head[0] === 0x89 && head.length >= 24) return view.getUint32(16) * view.getUint32(20);
  if (head[0] === 0xff && head[1] === 0xd8) return pixelsOfJpeg(view);
  if (head[0] === 0x52 && head.length >= 30) return pixelsOfWebp(view);
  return null;
}

function pixelsOfJpeg(view: DataView): number | null {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Frame headers; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function pixelsOfWebp(view: DataView): number | null {
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  // “VP8X”, “VP8L”, “VP8 ” by their fourth letter.
  switch (view.getUint8(15)) {
    case 0x58:
      return (three(24) + 1) * (three(27) + 1);
    case 0x4c: {
      const bits = view.getUint32(21, true);
      return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1);
    }
    default:
      return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
  }
}
