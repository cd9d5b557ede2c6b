import type { Migration } from '../migrate.ts';
import { foundation } from './0010-foundation.ts';
import { registry } from './0020-registry.ts';
import { issues } from './0030-issues.ts';
import { supervision } from './0040-supervision.ts';
import { inspections } from './0050-inspections.ts';
import { exchange } from './0060-exchange.ts';
import { desks } from './0070-desks.ts';
import { above } from './0080-above.ts';
import { scope } from './0100-scope.ts';
import { items } from './0110-items.ts';
import { tables } from './0120-tables.ts';
import { moved } from './0140-moved.ts';
import { withheld } from './0150-withheld.ts';

export const migrations: readonly Migration[] = [
  foundation,
  registry,
  issues,
  supervision,
  inspections,
  exchange,
  desks,
  above,
  scope,
  items,
  tables,
  moved,
  withheld,
];
