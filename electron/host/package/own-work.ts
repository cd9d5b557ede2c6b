/** Whether what another office gives back is really this office's own work: its own signatures say so. */
import { problem } from '#shared/error.ts';
import { type Manifest, manifestSchema, packageKinds, payloadTypeOf } from '#shared/package/manifest.ts';
import { parseEnvelope, verifyEnvelope } from './dsse.ts';
import { keyIdOf } from './ed25519.ts';

/** Of each stream the operations up to which this office has signed, with the hash it signed there, lowercase hex. */
export type SignedHeads = ReadonlyMap<string, ReadonlyMap<number, string>>;

/**
 * Reads this office's own signed manifests. `signingKeys`: all it ever had. Anything else among them – another office's,
 * another key's, not a manifest – is PACKAGE_ECHO_NOT_OURS.
 */
export function signedHeadsIn(
  proofs: readonly Buffer[],
  officeId: string,
  signingKeys: readonly string[],
): SignedHeads {
  const heads = new Map<string, Map<number, string>>();
  for (const proof of proofs) {
    for (const { stream, to, headHash } of signedManifest(proof, officeId, signingKeys).ranges) {
      const known = heads.get(stream) ?? new Map<number, string>();
      heads.set(stream, known.set(to, headHash));
    }
  }
  return heads;
}

function signedManifest(proof: Buffer, officeId: string, signingKeys: readonly string[]): Manifest {
  const envelope = parseEnvelope(proof);
  const signingKey = signingKeys.find((key) => keyIdOf(key) === envelope.keyId);
  const payloadType = packageKinds.map(payloadTypeOf).find((type) => type === envelope.payloadType);
  if (signingKey === undefined || payloadType === undefined) throw problem('PACKAGE_ECHO_NOT_OURS', { reason: 'key' });
  const payload = verifyEnvelope(envelope, payloadType, signingKey);
  const manifest = manifestSchema.safeParse(JSON.parse(payload.toString('utf8')));
  if (!manifest.success || manifest.data.sender.officeId !== officeId)
    throw problem('PACKAGE_ECHO_NOT_OURS', { reason: 'manifest' });
  return manifest.data;
}
