/** What the operating system refused: a full stick, a missing file, a folder without permission. */
export interface FileError extends Error {
  readonly code: string;
  readonly syscall: string;
}

export function isFileError(error: unknown): error is FileError {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** Written where no room is left. */
export function isDiskFull({ code }: FileError): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}
