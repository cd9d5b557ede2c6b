/** What clerks do between packages, by the commands of the contract where there is one, else straight in the ledger. */
import { ledgerAccess } from '#db/ledger/access.ts';
import type { Draft } from '#db/ledger/append.ts';
import { takeEntry } from '#db/ledger/receive.ts';
import { digestOf, moveHead, ownStream, setDigest } from '#db/queries/exchange.ts';
import { sha256 } from '#db/sha256.ts';
import { makeChange } from '#electron/host/handlers/authoring.ts';
import { recordId } from '#electron/host/record-id.ts';
import { chainHash, type Operation, operationLine } from '#shared/package/operation.ts';
import { addDigest, operationDigest } from '#shared/package/state-digest.ts';
import { hexOf } from './small-host.ts';
import { type Installation, note, noteLines, pick, tried, type World } from './world.ts';

type Act = (world: World, at: Installation, words: string) => unknown;

/** Something is written at this installation; what is refused with a code is no failure. */
export async function act(world: World, at: Installation): Promise<void> {
  const acts = at.office.kind === 'centre' ? centreActs : districtActs;
  const chosen = pick(world, acts) ?? addProject;
  world.minutes += 1 + world.random(600);
  const words = `第${world.minutes}次`;
  note(world, `${at.name} ${chosen.name}`);
  await tried(world, `${at.name} ${chosen.name}`, () => chosen(world, at, words));
  noteLines(world, at);
}

const addProject: Act = (world, at, words) =>
  at.host.call('projects.save', {
    changes: {
      name: `项目${words}${hexOf(world.random, 4)}`,
      level: pick(world, ['municipal', 'provincial', 'district', 'district'] as const),
      totalInvestment: 10_000 * (1 + world.random(99_999)),
      responsibleUnitNames: [`单位${world.random(3)}`],
    },
  });

/** A project of every scope: without one an office has nothing to report. */
export async function addReported(world: World, at: Installation): Promise<void> {
  await at.host.call('projects.save', { changes: { name: `省重点${hexOf(world.random, 8)}`, level: 'provincial' } });
  noteLines(world, at);
}

const editProject: Act = (world, at, words) => {
  const id = pick(world, ownProjects(at));
  if (id === undefined) return addProject(world, at, words);
  const change = pick(world, [
    { remark: words },
    { place: words, remark: `${words}，“引号”\\` },
    { totalInvestment: 10_000 * (1 + world.random(99_999)) },
    { level: 'municipal' as const },
    { level: 'district' as const },
  ]);
  return at.host.call('projects.save', { id, changes: change ?? {} });
};

const removeProject: Act = (world, at) => {
  const id = pick(world, ownProjects(at));
  return id === undefined ? undefined : at.host.call('projects.remove', { ids: [id] });
};

const fillProgress: Act = async (world, at, words) => {
  const projectId = pick(world, ownProjects(at));
  if (projectId === undefined) return;
  const { period } = await at.host.call('packages.precheck', {});
  await at.host.call('progress.save', {
    period,
    projectId,
    changes: { doneThisYear: 10_000 * world.random(9999), progressText: words },
  });
};

const undo: Act = (_, at) => at.host.call('changes.undo', {});
const redo: Act = (_, at) => at.host.call('changes.redo', {});

/** The office’s own bookkeeping never leaves it. */
const lockMonth: Act = (world, at, words) => {
  const month = `2026-0${1 + world.random(9)}`;
  draft(at, [
    {
      entity: 'monthLock',
      id: recordId('monthLock', at.office.id, month),
      kind: 'put',
      values: { month, isLocked: world.random(2) === 0, lockedBy: words, lockedOn: '2026-11-18' },
    },
  ]);
};

const account: Act = (world, at, words) =>
  draft(at, [
    {
      entity: 'accountabilityEntry',
      id: hexOf(world.random, 32),
      kind: 'put',
      values: { ground: words, onDay: '2026-11-18' },
    },
  ]);

const release: Act = (world, at) => {
  const id = pick(world, idsIn(at, 'accountability_entries'));
  if (id !== undefined)
    draft(at, [{ entity: 'accountabilityEntry', id, kind: 'put', values: { isReleased: world.random(4) > 0 } }]);
};

const answerQuestion: Act = async (world, at, words) => {
  const { rows } = await at.host.call('questions.list', { show: 'toAnswer' });
  const question = pick(world, rows);
  if (question !== undefined)
    await at.host.call('questions.answer', { id: question.id, kind: 'explained', body: words });
};

const askForChange: Act = async (world, at, words) => {
  const { rows } = await at.host.call('questions.subjects', {});
  const subject = pick(world, rows);
  if (subject !== undefined) await at.host.call('questions.ask', { about: subject.about, body: words });
};

const ask: Act = async (world, at, words) => {
  const projectId = pick(world, idsIn(at, 'projects'));
  if (projectId === undefined) return;
  const { rows } = await at.host.call('questions.subjects', { projectId });
  const subject = pick(world, rows);
  if (subject !== undefined)
    await at.host.call('questions.ask', {
      about: subject.about,
      field: pick(world, subject.fields)?.name,
      body: words,
    });
};

const settle: Act = async (world, at) => {
  const { rows } = await at.host.call('questions.list', { show: 'toSettle' });
  const question = pick(world, rows);
  if (question !== undefined) await at.host.call('questions.settle', { id: question.id });
};

const confirmLevel: Act = (world, at) => {
  const id = pick(world, idsIn(at, 'projects'));
  return id === undefined
    ? undefined
    : at.host.call('levels.confirm', {
        projectIds: [id],
        level: pick(world, ['municipal', 'provincial', null] as const) ?? null,
      });
};

const assignTask: Act = (world, at, words) => {
  const district = pick(
    world,
    world.installations.filter((each) => each.office.kind === 'district'),
  );
  const known = pick(world, idsIn(at, 'tasks'));
  const officeId = district?.office.id ?? null;
  if (known !== undefined && world.random(2) === 0)
    draft(at, [{ entity: 'task', id: known, kind: 'put', values: { content: words, officeId } }]);
  else
    draft(at, [
      {
        entity: 'task',
        id: hexOf(world.random, 32),
        kind: 'put',
        values: { origin: 'superior', content: words, assignedOn: '2026-11-18', state: 'assigned', officeId },
      },
    ]);
};

const replyToTask: Act = (world, at, words) => {
  const taskId = pick(world, idsIn(at, 'tasks'));
  if (taskId === undefined) return;
  draft(at, [
    {
      entity: 'taskEntry',
      id: hexOf(world.random, 32),
      kind: 'put',
      values: { taskId, kind: 'progress', body: words, onDay: '2026-11-18' },
    },
  ]);
};

const requestScope: Act = (world, at, words) =>
  draft(at, [
    {
      entity: 'scopeRequest',
      id: hexOf(world.random, 32),
      kind: 'put',
      values: { name: words, levels: ['municipal'], issuedOn: '2026-11-18' },
    },
  ]);

/** An operation of a newer version: members, fields and kinds of records nobody here knows. */
const writeNewer: Act = (world, at, words) => {
  const project = pick(world, idsIn(at, 'projects'));
  const entity = world.random(3) === 0 || project === undefined ? 'droneFlight' : 'project';
  writeRaw(world, at, {
    entity,
    id: entity === 'project' && project !== undefined ? project : hexOf(world.random, 32),
    changes: {
      futureField: [null, { words, list: [1, 2.5] }],
      ...(entity === 'project' ? {} : { name: [null, words] }),
    },
    futureMember: { words },
  });
};

/** An office whose program was tampered with writes on another’s record: its own ledger says it is in order. */
const writeOnAnothers: Act = (world, at, words) => {
  const theirs = at.host.read((reading) =>
    reading.select<{ id: string; remark: string | null }>(
      'SELECT id, remark FROM projects WHERE home_office <> ? ORDER BY id',
      at.office.id,
    ),
  );
  const victim = pick(world, theirs);
  if (victim === undefined) return;
  writeRaw(world, at, { entity: 'project', id: victim.id, changes: { remark: [victim.remark, words] } });
};

const centreActs: readonly Act[] = [
  ask,
  ask,
  settle,
  confirmLevel,
  confirmLevel,
  assignTask,
  assignTask,
  requestScope,
  account,
  undo,
  redo,
  writeNewer,
  writeOnAnothers,
];

const districtActs: readonly Act[] = [
  addProject,
  addProject,
  editProject,
  editProject,
  editProject,
  editProject,
  removeProject,
  fillProgress,
  fillProgress,
  undo,
  redo,
  lockMonth,
  account,
  release,
  answerQuestion,
  answerQuestion,
  askForChange,
  replyToTask,
  writeNewer,
  writeOnAnothers,
];

function ownProjects({ office, host }: Installation): string[] {
  return host
    .read((reading) =>
      reading.select<{ id: string }>(
        'SELECT id FROM projects WHERE home_office = ? AND is_deleted = 0 ORDER BY id',
        office.id,
      ),
    )
    .map(({ id }) => id);
}

function idsIn({ host }: Installation, table: string): string[] {
  return host
    .read((reading) => reading.select<{ id: string }>(`SELECT id FROM ${table} WHERE is_deleted = 0 ORDER BY id`))
    .map(({ id }) => id);
}

function draft({ host }: Installation, drafts: readonly Draft[]): void {
  host.write((context) => makeChange(context, 'projects.save', '模拟', drafts));
}

/** Straight into the own stream, as a program of another version or a tampered one would have written it. */
function writeRaw(
  world: World,
  { host, office }: Installation,
  what: Pick<Operation, 'entity' | 'id' | 'changes'> & Readonly<Record<string, unknown>>,
): void {
  host.write(({ writing }) => {
    const own = ownStream(writing);
    if (own === undefined) throw new Error('no stream');
    const n = own.n + 1;
    const at = new Date(Date.parse('2026-11-18T02:00:00Z') + world.minutes * 60_000).toISOString();
    const operation = { stream: own.stream, n, kind: 'put', actor: '经办甲', at, ...what } as Operation;
    const line = operationLine(operation);
    const bodyHash = sha256(Buffer.from(line));
    const hash = Buffer.from(chainHash(sha256, own.hash, bodyHash));
    const access = ledgerAccess(writing);
    const entry = {
      position: access.nextPosition(),
      streamKey: own.key,
      n,
      status: 'withheld',
      reason: null,
      line,
      bodyHash,
      hash,
      entity: null,
      recordId: null,
    } as const;
    const { entry: taken } = takeEntry(access, entry, operation, { officeId: office.id, kind: office.kind });
    moveHead(writing, own.key, n, hash);
    if (taken.status !== 'applied' && taken.status !== 'conflict') return;
    const sum = addDigest(digestOf(writing, own.key), operationDigest(sha256, operation.entity, operation.id, hash));
    setDigest(writing, own.key, sum);
  });
}
