/**
 * DSSE v1 envelopes with exactly one Ed25519 signature. The payload is verified as the bytes that came, never
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
  signatures: z.array(z.strictObject({ keyid: z.string().max(100), sig: z.string().max(100) })).length(1),
});

export function signEnvelope(payloadType: string, payload: Uint8Array, signer: Signer): Buffer {
  const signature = signBytes(signer.seed, preAuthenticationEncoding(payloadType, payload));
  const keyId = keyIdOf(publicKeyOfSeed(signer.seed));
  return Buffer.from(envelopeText(payloadType, Buffer.from(payload), keyId, signature), 'utf8');
}

/** The parts of an envelope, nothing verified yet; PACKAGE_SIGNATURE_INVALID when it is not one of ours in form. */
export function parseEnvelope(bytes: Buffer): Envelope {
  const parsed = envelopeSchema.safeParse(parseJson(bytes));
  const [signature] = parsed.data?.signatures ?? [];
  if (parsed.data === undefined || signature === undefined) throw invalid('form');
  const envelope: Envelope = {
    payloadType: parsed.data.payloadType,
    payload: Buffer.from(parsed.data.payload, 'base64'),
    keyId: signature.keyid,
    signature: Buffer.from(signature.sig, 'base64'),
  };
  const text = envelopeText(envelope.payloadType, envelope.payload, envelope.keyId, envelope.signature);
  if (!bytes.equals(Buffer.from(text, 'utf8'))) throw invalid('form');
  return envelope;
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

function envelopeText(payloadType: string, payload: Buffer, keyId: string, signature: Buffer): string {
  return JSON.stringify({
    payload: payload.toString('base64'),
    payloadType,
    signatures: [{ keyid: keyId, sig: signature.toString('base64') }],
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
