/** Whether a package is encrypted, and for whom: on wherever the addressee is enrolled, unless the office has switched it off. */
import { settingValues } from '#db/queries/installation.ts';
import { enrolledOfficeById } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
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
  return { fullName: enrolled.fullName, ageRecipient: enrolled.enrolment.ageRecipient };
}
