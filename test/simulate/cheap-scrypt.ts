/** A passphrase is stretched cheaply here: it is not keys at rest that thousands of lives are to test. */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { scrypt } = crypto;
type Done = (error: Error | null, key: Buffer) => void;

Object.assign(crypto, {
  scrypt: (password: string, salt: Uint8Array, length: number, _: unknown, done: Done) =>
    scrypt(password, salt, length, { N: 2 }, done),
});
syncBuiltinESMExports();
