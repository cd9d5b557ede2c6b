/** How attached files are spread over the parts of a package, none of them larger than its carrier takes. Pure. */
import { packageLimits } from './manifest.ts';

export interface PartLimits {
  /** Bytes of one file as it is carried; never more than an archive can have. */
  readonly fileBytes: number;
  readonly isEncrypted: boolean;
  /** What a part has before any attached file: the first with the operations, the others without. */
  readonly firstBytes: number;
  readonly laterBytes: number;
}

export interface PartsPlan<File> {
  /** Never empty; the first may carry no file. */
  readonly parts: readonly (readonly File[])[];
  /** Larger by itself than a whole part. */
  readonly tooLarge: readonly File[];
  /** Whether the first part fits at all. */
  readonly hasRoom: boolean;
}

/** Local and central header with the name twice (exchange.md “Package”). */
const headerBytes = 30 + 46 + 2 * `blobs/sha256/${'0'.repeat(64)}`.length;
/** Its place in the manifest, which travels as base64; in the first part also where it is carried by another one. */
const manifestBytes = Math.ceil((220 * 4) / 3);
const namedBytes = Math.ceil((100 * 4) / 3);
/** age v1: a header for two recipients and the name of the addressee, then 16 bytes for every 64 KiB. */
const ageHeaderBytes = 2048;
const ageShare = 1 + 16 / 65_536;
/** Entries of an archive are capped; the rest of the room is for what is no attached file. */
const mostFiles = packageLimits.entries - 200;

/** In the order given, each file into the first part that has room for it. */
export function planParts<File extends { readonly bytes: number }>(
  files: readonly File[],
  { fileBytes, isEncrypted, firstBytes, laterBytes }: PartLimits,
): PartsPlan<File> {
  const most = Math.min(fileBytes, packageLimits.fileBytes);
  const room = isEncrypted ? Math.floor((most - ageHeaderBytes) / ageShare) : most;
  const costOf = (file: File) => file.bytes + headerBytes + manifestBytes;
  const parts: { readonly files: File[]; room: number }[] = [
    { files: [], room: room - firstBytes - files.length * namedBytes },
  ];
  const hasRoom = (parts[0]?.room ?? 0) >= 0;
  const tooLarge: File[] = [];
  for (const file of files) {
    const cost = costOf(file);
    let part = parts.find((each) => each.room >= cost && each.files.length < mostFiles);
    if (part === undefined && cost <= room - laterBytes) {
      part = { files: [], room: room - laterBytes };
      parts.push(part);
    }
    if (part === undefined) tooLarge.push(file);
    else {
      part.files.push(file);
      part.room -= cost;
    }
  }
  return { parts: parts.map((part) => part.files), tooLarge, hasRoom };
}
