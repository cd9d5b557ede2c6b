import { basename } from 'node:path';
import { asProblem } from '#db/open.ts';
import { problem } from '#shared/error.ts';
import { isDiskFull, isFileError } from './package/file-errors.ts';

/** What a disk or a stick refused, wherever it happened, as a refusal a clerk can act on; anything else is passed through. */
export function asHostProblem(error: unknown): unknown {
  const known = asProblem(error);
  if (!isFileError(known)) return known;
  const name = 'path' in known && typeof known.path === 'string' ? basename(known.path) : '';
  if (isDiskFull(known)) return problem('STORE_FULL', {}, known);
  switch (known.code) {
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return problem('STORE_READ_ONLY', {}, known);
    // A stick that was pulled, a disk that fails.
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
      return problem('FILE_UNREADABLE', { name, reason: known.code }, known);
    default:
      return known;
  }
}
