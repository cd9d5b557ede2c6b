/**
 * `project.pool` and `project.exitedOn` say what the newest move says, whoever writes: this stands before every change.
 * A pool typed in the grid or brought by an import on a project that has moves becomes a dated correction.
 */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { sameValue } from '#db/ledger/same-value.ts';
import { poolBeforeMoves, poolStepsOf } from '#db/queries/pools.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading, Writing } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { currentAfter } from '#shared/rules/pool-history.ts';

interface Change {
  readonly writing: Writing;
  readonly now: string;
  readonly newId: () => string;
  readonly procedure: ProcedureName;
  readonly isUndo: boolean;
}

/** The drafts, and after them what keeps the projects they touch in step. They are applied one by one as they are taken. */
export function* poolsInStep(change: Change, drafts: Iterable<Draft>): Generator<Draft> {
  const touched = new Set<string>();
  for (const draft of drafts) {
    if (draft.entity === 'poolTransition') touched.add(projectOf(change.writing, draft));
    else if (draft.entity === 'project' && draft.kind === 'put' && touchesPool(draft)) {
      const hasMoves = poolBeforeMoves(change.writing, draft.id) !== undefined;
      if (hasMoves) touched.add(draft.id);
      if (!change.isUndo) {
        yield* typedPool(change, draft, hasMoves);
        continue;
      }
    }
    yield draft;
  }
  for (const id of touched) {
    const project = readRecord(change.writing, 'project', id);
    if (project === undefined || project.isDeleted) continue;
    const values = currentAfter(poolStepsOf(change.writing, id)) ?? {
      // Every move was taken back: what the project had before the first.
      pool: poolBeforeMoves(change.writing, id) ?? null,
      exitedOn: null,
    };
    yield { entity: 'project', id, kind: 'put', values: { ...values } };
  }
}

function* typedPool(change: Change, draft: Draft, hasMoves: boolean): Generator<Draft> {
  const { writing } = change;
  const { pool, exitedOn, ...others } = draft.values ?? {};
  const project = readRecord(writing, 'project', draft.id);
  if (exitedOn !== undefined && !sameValue(project?.values['exitedOn'] ?? null, exitedOn))
    throw problem('POOL_EXIT_TYPED');
  if (pool === undefined || !hasMoves || sameValue(project?.values['pool'] ?? null, pool)) {
    yield { ...draft, values: pool === undefined ? others : { ...others, pool } };
    return;
  }
  yield { ...draft, values: others };
  const name = textOf(project, 'name');
  const exited = textOf(project, 'exitedOn');
  // An import must not fail as a whole, nor bring back what has left: it leaves the pool as it is.
  const isTyped = change.procedure === 'projects.save' || change.procedure === 'projects.saveMany';
  if (exited !== '') {
    if (isTyped) throw problem('POOL_TYPED_AFTER_EXIT', { name, day: shownDay(exited) });
    return;
  }
  if (pool === null) {
    if (isTyped) throw problem('POOL_TYPED_EMPTY', { name });
    return;
  }
  const pack = rulePackInForce(writing);
  yield {
    entity: 'poolTransition',
    id: change.newId(),
    kind: 'put',
    values: {
      projectId: draft.id,
      kind: 'correction',
      fromPool: project?.values['pool'] ?? null,
      toPool: pool,
      onDay: businessDay(change.now),
      ground: 'typed',
      rulePack: pack.id,
      source: ruleOf(pack, 'projectPools').source,
    },
  };
}

function touchesPool(draft: Draft): boolean {
  return draft.values?.['pool'] !== undefined || draft.values?.['exitedOn'] !== undefined;
}

function projectOf(reading: Reading, draft: Draft): string {
  const given = draft.values?.['projectId'];
  return typeof given === 'string' ? given : textOf(readRecord(reading, 'poolTransition', draft.id), 'projectId');
}
