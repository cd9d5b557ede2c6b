/** Whether a package is encrypted, and for whom: on wherever the addressee is enrolled, unless the office has switched it off. */
import { settingValues } from '#db/queries/installation.ts';
import { enrolledOfficeById, keysOf } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { Addressee } from '../package/encryption.ts';

/** Key of `settings.set`: false switches encryption off. */
const encryptionSetting = 'exchange.isEncrypted';

export function encryptsPackages(reading: Reading): boolean {
  return settingValues(reading)[encryptionSetting] !== false;
}

/** `isWished`: for this one package; absent: as the office has it. undefined: plain. */
export function addresseeOf(reading: Reading, officeId: string, isWished?: boolean): Addressee | undefined {
  const enrolled = enrolledOfficeById(reading, officeId);
  if (enrolled === undefined || !(isWished ?? encryptsPackages(reading))) return undefined;
  const newest = keysOf(reading, officeId).find((key) => key.signingKey === enrolled.enrolment.signingKey);
  if (newest !== undefined && newest.stopped !== null)
    throw problem('RECIPIENT_KEY_STOPPED', { office: enrolled.fullName });
  return { fullName: enrolled.fullName, ageRecipient: enrolled.enrolment.ageRecipient };
}
