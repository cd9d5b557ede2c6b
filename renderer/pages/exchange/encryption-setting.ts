/** Whether packages are encrypted where nobody says otherwise: a setting the host reads too (package-addressee.ts). */
export const isEncryptedByUsual: readonly [string, boolean, (value: unknown) => value is boolean] = [
  'exchange.isEncrypted',
  true,
  (value): value is boolean => typeof value === 'boolean',
];
