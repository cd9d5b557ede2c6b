import { rememberOwnStream } from '../queries/lost-work.ts';
import type { Writing } from '../run.ts';
import { nextKey } from './append.ts';

/** Makes this installation's first stream, or a new one after a restore; earlier streams stay and are never written again. */
export function beginStream(writing: Writing, officeId: string, stream: string, at: string): void {
  const key = nextKey(writing, 'streams');
  const zeros = Buffer.alloc(32);
  writing.execute(
    'INSERT INTO streams (key, stream, office_id, head_n, head_hash, digest) VALUES (?, ?, ?, 0, ?, ?)',
    key,
    stream,
    officeId,
    zeros,
    zeros,
  );
  rememberOwnStream(writing, stream, at);
  writing.execute(
    `INSERT INTO installation (id, office_id, own_stream, made_at) VALUES (1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET own_stream = excluded.own_stream`,
    officeId,
    key,
    at,
  );
}
