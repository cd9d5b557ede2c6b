/** Archives and packages no honest program writes, for the tests of the gate. */
import { crc32, gzipSync } from 'node:zlib';
import { sha256 } from '#db/sha256.ts';
import { signEnvelope } from '#electron/host/package/dsse.ts';
import {
  centralHead,
  endRecord,
  localHead,
  manifestName,
  mimetype,
  mimetypeName,
  noteName,
  operationsName,
} from '#electron/host/package/zip-format.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import { type PackageKind, payloadTypeOf } from '#shared/package/manifest.ts';
import { type TestOffice, testChain, testDraft, testOperation } from './packages.ts';

export interface ForgedEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Changes to the headers after they were made rightly. */
  readonly local?: (head: Buffer) => void;
  readonly central?: (head: Buffer) => void;
}

export interface ForgedZip {
  readonly before?: Buffer;
  readonly between?: Buffer;
  readonly after?: Buffer;
  readonly end?: (end: Buffer) => void;
}

export function forgeZip(entries: readonly ForgedEntry[], { before, between, after, end }: ForgedZip = {}): Buffer {
  const parts: Buffer[] = before === undefined ? [] : [before];
  const directory: Buffer[] = [];
  let position = before?.length ?? 0;
  for (const { name, bytes, local, central } of entries) {
    const head = { name, size: bytes.length, crc: crc32(bytes) };
    const localBytes = localHead(head);
    const centralBytes = centralHead(head, position);
    local?.(localBytes);
    central?.(centralBytes);
    parts.push(localBytes, bytes);
    directory.push(centralBytes);
    position += localBytes.length + bytes.length;
  }
  if (between !== undefined) {
    parts.push(between);
    position += between.length;
  }
  const central = Buffer.concat(directory);
  const endBytes = endRecord(entries.length, central.length, position);
  end?.(endBytes);
  return Buffer.concat([...parts, central, endBytes, after ?? Buffer.alloc(0)]);
}

export interface Forgery {
  /** Changes the manifest before it is signed. */
  readonly manifest?: (manifest: Record<string, JsonValue>) => void;
  /** Changes the manifest's bytes before they are signed. */
  readonly payload?: (payload: Buffer) => Buffer;
  /** Replaces the bytes before they are packed. */
  readonly operations?: Buffer;
  /** Replaces the packed bytes. */
  readonly packed?: Buffer;
  readonly payloadType?: string;
  readonly signer?: TestOffice;
  /** Changes the envelope after signing. */
  readonly envelope?: (envelope: Buffer) => Buffer;
  readonly extra?: readonly ForgedEntry[];
  /** Whether the manifest names the extra entries too. */
  readonly listsExtra?: boolean;
}

/** The entries of a package that is right in everything but what the forgery changes, signed by `sender`. */
export function forgeEntries(sender: TestOffice, recipient: TestOffice, forgery: Forgery = {}): ForgedEntry[] {
  const chain = testChain(
    [1, 2, 3, 4, 5].map((n) => testOperation(n)),
    { withheld: [3] },
  );
  const operations = forgery.operations ?? Buffer.from(`${chain.lines.join('\n')}\n`);
  const files = [
    { name: operationsName, bytes: forgery.packed ?? gzipSync(operations), uncompressedSize: operations.length },
    { name: noteName, bytes: Buffer.from('这是五个一系统的报送包。') },
    ...(forgery.listsExtra === true ? (forgery.extra ?? []) : []),
  ];
  const manifest: Record<string, JsonValue> = {
    ...(testDraft(sender, recipient, [chain.range]) as unknown as Record<string, JsonValue>),
    format: 'five-ones-package',
    version: 1,
    readerVersion: 1,
    sender: {
      officeId: sender.officeId,
      kind: sender.kind,
      fullName: sender.fullName,
      shortName: sender.shortName,
      keyId: sender.keys.keyId,
    },
    files: files.map((file) => ({
      path: file.name,
      size: file.bytes.length,
      sha256: sha256(file.bytes).toString('hex'),
      uncompressedSize: 'uncompressedSize' in file ? file.uncompressedSize : file.bytes.length,
    })),
  };
  forgery.manifest?.(manifest);
  const written = Buffer.from(canonicalText(manifest));
  const payload = forgery.payload?.(written) ?? written;
  const type = forgery.payloadType ?? payloadTypeOf(manifest['kind'] as PackageKind);
  const envelope = signEnvelope(type, payload, (forgery.signer ?? sender).keys);
  return [
    { name: mimetypeName, bytes: Buffer.from(mimetype) },
    { name: manifestName, bytes: forgery.envelope?.(envelope) ?? envelope },
    ...files,
    ...(forgery.listsExtra === true ? [] : (forgery.extra ?? [])),
  ];
}
