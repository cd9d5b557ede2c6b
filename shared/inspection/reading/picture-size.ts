/** Pixels of a JPEG, PNG or WebP by its first bytes, so that nothing too large is ever decoded. null: not known by them. */
export function pictureSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (hasText(bytes, 1, 'PNG') && hasText(bytes, 12, 'IHDR'))
    return { width: number32(bytes, 16), height: number32(bytes, 20) };
  if (hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP')) return webpSize(bytes);
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegSize(bytes) : null;
}

/** Frames SOF0 … SOF15 without the three markers between them that mean something else (ITU-T T.81). */
function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: number16(bytes, at + 7), height: number16(bytes, at + 5) };
    at += marker === 0xff ? 1 : 2 + number16(bytes, at + 2);
  }
  return null;
}

function webpSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const low = (at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const low24 = (at: number) => low(at) | ((bytes[at + 2] ?? 0) << 16);
  if (hasText(bytes, 12, 'VP8X')) return { width: low24(24) + 1, height: low24(27) + 1 };
  if (hasText(bytes, 12, 'VP8 ')) return { width: low(26) & 0x3fff, height: low(28) & 0x3fff };
  if (!hasText(bytes, 12, 'VP8L')) return null;
  const packed = low24(21) | ((bytes[24] ?? 0) << 24);
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return [...text].every((sign, index) => bytes[at + index] === sign.charCodeAt(0));
}

function number16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function number32(bytes: Uint8Array, at: number): number {
  return number16(bytes, at) * 65_536 + number16(bytes, at + 2);
}
