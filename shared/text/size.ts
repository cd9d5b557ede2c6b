/** Bytes as offices read them. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 ** 2) return `${tenth(bytes / 1024)} KB`;
  if (bytes < 1024 ** 3) return `${tenth(bytes / 1024 ** 2)} MB`;
  return `${tenth(bytes / 1024 ** 3)} GB`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
