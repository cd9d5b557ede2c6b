/** What a person is told of one part of several: which it is, what it carries, and what is still missing. */
import type { JournalRow } from '#db/queries/exchange.ts';
import { hasOtherOpenSet, missingParts, partFacts } from '#db/queries/package-parts.ts';
import type { Reading } from '#db/run.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { OpenedPackage } from '../package/open.ts';

/** For the preview: null where the package is whole. */
export function partOf(reading: Reading, { manifest, sender }: OpenedPackage): OutputOf<'packages.preview'>['part'] {
  const { part } = manifest;
  if (part === undefined) return null;
  const missing = missingParts(reading, sender.officeId, part).filter((number) => number !== part.number);
  return { number: part.number, of: part.of, missing, isOnlyFiles: manifest.ranges.length === 0 };
}

/** Null where the package is whole. */
export function partSentence(reading: Reading, opened: OpenedPackage): string | null {
  const { part } = opened.manifest;
  const shown = partOf(reading, opened);
  if (part === undefined || shown === null) return null;
  const { number, of, missing, isOnlyFiles } = shown;
  const rest =
    missing.length === 0 ? '收下它，各份就齐了。' : `收下它以后，还缺第 ${missing.join('、')} 份，请接着接收。`;
  if (isOnlyFiles && missing.includes(1))
    return hasOtherOpenSet(reading, opened.sender.officeId, part.set)
      ? `这份与先前收到的那几份不是同一次生成的：它是另一次报送的第 ${number} 份，共 ${of} 份，那一次的第 1 份还没有收到。接收它不会弄乱已收的内容；请向对方要同一次生成的各份。`
      : `文件完整、签名有效，可以接收。这是第 ${number} 份，共 ${of} 份，只带照片和文件；第 1 份还没有收到，收到以后自动对上。`;
  return `文件完整、签名有效，可以接收。这是第 ${number} 份，共 ${of} 份${isOnlyFiles ? '，只带照片和文件' : ''}。${rest}`;
}

/** Of a later part of the office's own work: which it is; null for the first or only one. */
export function partOfWork(reading: Reading, opened: OpenedPackage, what: string): string | null {
  const shown = partOf(reading, opened);
  if (shown === null || !shown.isOnlyFiles) return null;
  return `文件完整、签名有效，可以接收。这是${what}，第 ${shown.number} 份，共 ${shown.of} 份，只带照片和文件。${restText(shown.missing)}`;
}

/** Of the first part of several: what is still missing; empty where the package is whole. */
export function partRest(reading: Reading, opened: OpenedPackage): string {
  const shown = partOf(reading, opened);
  return shown === null ? '' : `这是第 ${shown.number} 份，共 ${shown.of} 份。${restText(shown.missing)}`;
}

function restText(missing: readonly number[]): string {
  return missing.length === 0
    ? '收下它，各份就齐了。'
    : `收下它以后，还缺第 ${missing.join('、')} 份，请接着接收，先后不限。`;
}

/** For the history. Of a part received also what is still missing of its making. */
export function partShown(reading: Reading, row: JournalRow): OutputOf<'packages.list'>['rows'][number]['part'] {
  const { part } = partFacts(row);
  if (part === undefined) return null;
  const missing = row.direction === 'received' ? missingParts(reading, row.officeId, part) : [];
  return { number: part.number, of: part.of, missing };
}
