import type { Migration } from '../migrate.ts';
import { foundation } from './0010-foundation.ts';

export const migrations: readonly Migration[] = [foundation];
