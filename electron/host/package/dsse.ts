/**
 * DSSE v1 envelopes with exactly one Ed25519 signature – two on the statement of a new key. The payload is verified as the bytes that came, never
 * re-serialised, and the envelope itself has one permitted form, so that not one of its bytes can be changed unseen.
 */
import { z } from 'zod';
import { problem } from '#shared/error.ts';
import { keyIdOf, publicKeyOfSeed, signBytes, verifyBytes } from './ed25519.ts';

export interface Signer {
  /** 32 secret bytes. */
  readonly seed: Uint8Array;
}

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Buffer;
  /** A hint which enrolled key to try; proves nothing. */
  readonly keyId: string;
  readonly signature: Buffer;
}

const envelopeSchema = z.strictObject({
  // Base64 is checked by writing it again: a pattern over megabytes would be slow.
  payload: z.string(),
  payloadType: z.string().max(200),
  signatures: z
    .array(z.strictObject({ keyid: z.string().max(100), sig: z.string().max(100) }))
    .min(1)
    .max(2),
});

export function signEnvelope(payloadType: string, payload: Uint8Array, ...signers: readonly Signer[]): Buffer {
  const encoded = preAuthenticationEncoding(payloadType, payload);
  const signatures = signers.map(({ seed }) => ({
    keyId: keyIdOf(publicKeyOfSeed(seed)),
    signature: signBytes(seed, encoded),
  }));
  return Buffer.from(envelopeText(payloadType, Buffer.from(payload), signatures), 'utf8');
}

/** The parts of an envelope, nothing verified yet; PACKAGE_SIGNATURE_INVALID when it is not one of ours in form. */
export function parseEnvelope(bytes: Buffer): Envelope {
  const [envelope, ...more] = parseSignatures(bytes);
  if (envelope === undefined || more.length > 0) throw invalid('form');
  return envelope;
}

/** The same with two signatures, one after the other as an envelope of its own. */
export function parseDoubleEnvelope(bytes: Buffer): readonly [Envelope, Envelope] {
  const [first, second] = parseSignatures(bytes);
  if (first === undefined || second === undefined) throw invalid('form');
  return [first, second];
}

function parseSignatures(bytes: Buffer): readonly Envelope[] {
  const parsed = envelopeSchema.safeParse(parseJson(bytes));
  if (parsed.data === undefined) throw invalid('form');
  const { payloadType } = parsed.data;
  const payload = Buffer.from(parsed.data.payload, 'base64');
  const signatures = parsed.data.signatures.map(({ keyid, sig }) => ({
    keyId: keyid,
    signature: Buffer.from(sig, 'base64'),
  }));
  if (!bytes.equals(Buffer.from(envelopeText(payloadType, payload, signatures), 'utf8'))) throw invalid('form');
  return signatures.map((signature) => ({ payloadType, payload, ...signature }));
}

/** The payload, if this key signed it as exactly this type; otherwise PACKAGE_SIGNATURE_INVALID. */
export function verifyEnvelope(envelope: Envelope, payloadType: string, publicKey: string): Buffer {
  if (envelope.payloadType !== payloadType) throw invalid('payloadType');
  if (envelope.keyId !== keyIdOf(publicKey)) throw invalid('keyid');
  const encoded = preAuthenticationEncoding(payloadType, envelope.payload);
  if (!verifyBytes(publicKey, encoded, envelope.signature)) throw invalid('signature');
  return envelope.payload;
}

/** PAE of the DSSE specification: lengths in bytes, decimal. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}

function envelopeText(
  payloadType: string,
  payload: Buffer,
  signatures: readonly { readonly keyId: string; readonly signature: Buffer }[],
): string {
  return JSON.stringify({
    payload: payload.toString('base64'),
    payloadType,
    signatures: signatures.map(({ keyId, signature }) => ({ keyid: keyId, sig: signature.toString('base64') })),
  });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw problem('PACKAGE_SIGNATURE_INVALID', { reason: 'form' }, error);
  }
}

function invalid(reason: string): Error {
  return problem('PACKAGE_SIGNATURE_INVALID', { reason });
}
