/** Writes the fictional ledger the demonstration imports: `node test/support/write-fictional-ledger.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fictionalLedgerBytes } from './fictional-ledger.ts';

const folder = new URL('../../build/resources/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('demo-ledger.xlsx', folder), await fictionalLedgerBytes());
