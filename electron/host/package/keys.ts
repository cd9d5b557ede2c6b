/**
 * The office's private keys. One random root of 32 bytes makes both the Ed25519 signing key and the age identity, so
 * that the sealed recovery sheet has 14 short groups to type instead of 27. At rest the root is encrypted under a
 * passphrase, the same way in every door.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { problem } from '#shared/error.ts';
import { canonicalText } from '#shared/package/canonical.ts';
import { writeDurably } from '../write-durably.ts';
import { isWeakAgreementKey, isWeakSigningKey, keyIdOf, publicKeyOfSeed } from './ed25519.ts';

/** Plain data, so that it can be handed to a worker. Never stored, never logged. */
export interface OpenKeys {
  readonly keyId: string;
  /** Ed25519 public key, lowercase hex. */
  readonly signingKey: string;
  readonly ageRecipient: string;
  /** Secret: what everything below is derived from. */
  readonly root: Uint8Array;
  /** Secret: the Ed25519 seed; `OpenKeys` is a `Signer`. */
  readonly seed: Uint8Array;
  /** Secret: `AGE-SECRET-KEY-1…`. */
  readonly ageIdentity: string;
  /** Secret: identities of the keys before this one, newest first: a package on its way while the key was changed opens. */
  readonly earlier: readonly EarlierKey[];
}

export interface EarlierKey {
  readonly keyId: string;
  readonly ageIdentity: string;
}

/** What may be known of a key file without its passphrase. */
export interface PublicKeys {
  readonly keyId: string;
  readonly signingKey: string;
  readonly ageRecipient: string;
}

export async function makeKeys(): Promise<OpenKeys> {
  return keysOfRoot(randomBytes(32));
}

/** New keys of the same office; what was encrypted to the old ones still opens, their signing key is gone. */
export async function makeNextKeys(current: OpenKeys): Promise<OpenKeys> {
  const { keyId, ageIdentity } = current;
  return { ...(await makeKeys()), earlier: [{ keyId, ageIdentity }, ...current.earlier].slice(0, mostEarlier) };
}

/** All that may open a package encrypted for this office. */
export function identitiesOf(keys: Pick<OpenKeys, 'ageIdentity' | 'earlier'>): readonly string[] {
  return [keys.ageIdentity, ...keys.earlier.map((each) => each.ageIdentity)];
}

export async function keysOfRoot(root: Uint8Array): Promise<OpenKeys> {
  const seed = derive(root, 'five-ones/signing-key/v1');
  const ageIdentity = bech32
    .encodeFromBytes('age-secret-key-', derive(root, 'five-ones/age-identity/v1'))
    .toUpperCase();
  const signingKey = publicKeyOfSeed(seed);
  const ageRecipient = await identityToRecipient(ageIdentity);
  return { keyId: keyIdOf(signingKey), signingKey, ageRecipient, root, seed, ageIdentity, earlier: [] };
}

/** Whether an office may be enrolled with these public keys: well-formed and not of low order. */
export function arePublicKeysSound(keys: { readonly signingKey: string; readonly ageRecipient: string }): boolean {
  return !isWeakSigningKey(keys.signingKey) && isRecipientSound(keys.ageRecipient);
}

// scrypt with 128 MiB: about half a second of an office PC for each guess of a passphrase.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const mostEarlier = 50;

/** Under a key derived from the root, so that the recovery sheet of the root opens them too. */
const earlierSchema = z.strictObject({ iv: hex(12), tag: hex(16), text: z.string().regex(/^(?:[0-9a-f]{2})+$/) });

const keyFileSchema = z.strictObject({
  format: z.literal('five-ones-keys'),
  // 2: there are earlier keys.
  version: z.union([z.literal(1), z.literal(2)]),
  keyId: hex(16),
  signingKey: hex(32),
  ageRecipient: z.string().max(100),
  derivation: z.strictObject({
    name: z.literal('scrypt'),
    N: z.literal(cost.N),
    r: z.literal(cost.r),
    p: z.literal(cost.p),
    salt: hex(32),
  }),
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), iv: hex(12), tag: hex(16), text: hex(32) }),
  earlier: earlierSchema.optional(),
});
type KeyFile = z.infer<typeof keyFileSchema>;

/** The text of a key file. The public part is bound to the secret one: changing it looks like a wrong passphrase. */
export async function lockKeys(keys: OpenKeys, passphrase: string): Promise<string> {
  const salt = randomBytes(32);
  const iv = randomBytes(12);
  const derivation = { name: 'scrypt', N: cost.N, r: cost.r, p: cost.p, salt: salt.toString('hex') } as const;
  const { keyId, signingKey, ageRecipient } = keys;
  const version = keys.earlier.length === 0 ? 1 : 2;
  const head = { format: 'five-ones-keys', version, keyId, signingKey, ageRecipient, derivation } as const;
  const cipher = createCipheriv('aes-256-gcm', await stretch(passphrase, salt), iv);
  cipher.setAAD(Buffer.from(canonicalText(head)));
  const text = Buffer.concat([cipher.update(keys.root), cipher.final()]);
  const file: KeyFile = {
    ...head,
    cipher: {
      name: 'aes-256-gcm',
      iv: iv.toString('hex'),
      tag: cipher.getAuthTag().toString('hex'),
      text: text.toString('hex'),
    },
    ...(version === 1 ? {} : { earlier: sealEarlier(keys) }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** PASSPHRASE_WRONG, or KEY_FILE_DAMAGED where no passphrase could open it. Takes about half a second off the thread. */
export async function unlockKeys(keyFile: string, passphrase: string): Promise<OpenKeys> {
  const { cipher, earlier, ...head } = parseKeyFile(keyFile);
  const key = await stretch(passphrase, Buffer.from(head.derivation.salt, 'hex'));
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(cipher.iv, 'hex'));
  decipher.setAAD(Buffer.from(canonicalText(head)));
  decipher.setAuthTag(Buffer.from(cipher.tag, 'hex'));
  let root: Buffer;
  try {
    root = Buffer.concat([decipher.update(Buffer.from(cipher.text, 'hex')), decipher.final()]);
  } catch (error) {
    throw problem('PASSPHRASE_WRONG', {}, error);
  }
  const keys = await keysOfRoot(root);
  if (keys.signingKey !== head.signingKey || keys.ageRecipient !== head.ageRecipient) throw problem('KEY_FILE_DAMAGED');
  return { ...keys, earlier: openEarlier(keys, earlier) };
}

/** Keys from the recovery sheet, with the earlier ones of the key file that lies here. */
export function withEarlier(keys: OpenKeys, keyFile: string): OpenKeys {
  return { ...keys, earlier: openEarlier(keys, parseKeyFile(keyFile).earlier) };
}

const earlierKeysSchema = z
  .array(z.strictObject({ keyId: hex(16), ageIdentity: z.string().max(100) }))
  .max(mostEarlier);

function sealEarlier(keys: OpenKeys): z.infer<typeof earlierSchema> {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive(keys.root, 'five-ones/earlier-keys/v1'), iv);
  cipher.setAAD(Buffer.from(keys.keyId));
  const text = Buffer.concat([cipher.update(JSON.stringify(keys.earlier), 'utf8'), cipher.final()]);
  return { iv: iv.toString('hex'), tag: cipher.getAuthTag().toString('hex'), text: text.toString('hex') };
}

function openEarlier(keys: OpenKeys, sealed: KeyFile['earlier']): readonly EarlierKey[] {
  if (sealed === undefined) return [];
  const decipher = createDecipheriv(
    'aes-256-gcm',
    derive(keys.root, 'five-ones/earlier-keys/v1'),
    Buffer.from(sealed.iv, 'hex'),
  );
  decipher.setAAD(Buffer.from(keys.keyId));
  decipher.setAuthTag(Buffer.from(sealed.tag, 'hex'));
  try {
    const text = Buffer.concat([decipher.update(Buffer.from(sealed.text, 'hex')), decipher.final()]);
    return earlierKeysSchema.parse(JSON.parse(text.toString('utf8')));
  } catch (error) {
    throw problem('KEY_FILE_DAMAGED', {}, error);
  }
}

export async function changePassphrase(keyFile: string, current: string, next: string): Promise<string> {
  return lockKeys(await unlockKeys(keyFile, current), next);
}

export function publicKeysOf(keyFile: string): PublicKeys {
  const { keyId, signingKey, ageRecipient } = parseKeyFile(keyFile);
  return { keyId, signingKey, ageRecipient };
}

/** Undefined where there is none. */
export async function readKeyFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all: a crash leaves the old file. Only this user may read it. */
export async function writeKeyFile(path: string, keyFile: string): Promise<void> {
  writeDurably(path, keyFile);
}

function parseKeyFile(text: string): KeyFile {
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw problem('KEY_FILE_DAMAGED', {}, error);
  }
}

function stretch(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters must be the same bytes whatever input method typed them.
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function derive(root: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', root, new Uint8Array(0), purpose, 32));
}

function isRecipientSound(recipient: string): boolean {
  const decoded = /^age1[02-9ac-hj-np-z]{58}$/.test(recipient) ? bech32.decodeUnsafe(recipient, 90) : undefined;
  if (decoded?.prefix !== 'age') return false;
  const point = bech32.fromWordsUnsafe(decoded.words);
  return point instanceof Uint8Array && !isWeakAgreementKey(point);
}
