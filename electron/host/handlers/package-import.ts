/**
 * Taking a package in. Preview and commit are the same code: the preview runs it on an overlay over a read-only view,
 * the commit on the writer's tables. A refused file is set aside with its sentence; nothing else changes.
 */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { overlayAccess } from '#db/ledger/access.ts';
import { receiveOperations } from '#db/ledger/receive.ts';
import { hasBlob } from '#db/queries/attachments.ts';
import { nameOfFile } from '#db/queries/carried-files.ts';
import {
  coveredPackages,
  hasTakenBack,
  lineAt,
  receivedByDigest,
  receivedByNumber,
  setAside,
  streamNamed,
  takenBackByDigest,
} from '#db/queries/exchange.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { previewByToken, savePreview } from '#db/queries/ledger-imports.ts';
import { heldThere, missingParts } from '#db/queries/package-parts.ts';
import { trustVersion } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { ProblemError, problem } from '#shared/error.ts';
import type { Manifest } from '#shared/package/manifest.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { copyHashed, linkOrCopy } from '../files/copy.ts';
import { decryptFile, isEncrypted } from '../package/encryption.ts';
import { identitiesOf } from '../package/keys.ts';
import { type OpenedPackage, type OpenOptions, openPackage } from '../package/open.ts';
import { requireOffice } from './authoring.ts';
import { keepWaitingKey } from './desks.ts';
import { keyChangeShown, trustedKey } from './enrolled-keys.ts';
import { openKeys } from './offices.ts';
import { answeredBy, type Cargo, type Committed, cargoOf, commitPackage } from './package-commit.ts';
import { type DeskPlan, deskProblem, planDesk, trustedOwnKey } from './package-desk.ts';
import { type EchoPlan, planEcho } from './package-echo.ts';
import { takeFilesIn } from './package-files.ts';
import { type MovePlan, planMoves, streamShown } from './package-moved.ts';
import { ensureReceipt, receiptSteps } from './package-receipt.ts';
import { partOf, partOfWork, partRest, partSentence } from './part-sentence.ts';
import { describeReceived } from './received-differences.ts';

type Preview = OutputOf<'packages.preview'>;
type Verdict = Preview['verdict'];

export const packagePreviewJob: JobHandler<'packages.preview'> = {
  async run(context, input) {
    const path = context.path(input.file);
    const token = context.newId();
    const kept = join(dataFolderAt(context.dataFolder).previews, `${token}.ldx`);
    try {
      const wasEncrypted = await plainCopy(context, path, kept);
      const opened = await openVerified(context, kept);
      const seen = context.read((reading) => receivedByDigest(reading, opened.payloadDigest));
      if (seen !== undefined) {
        if (opened.manifest.kind === 'desk') throw problem('PACKAGE_DESK_SEEN_BEFORE', { at: businessDay(seen.at) });
        await ensureReceipt(context, seen, opened.manifest);
        throw problem('PACKAGE_SEEN_BEFORE', { at: businessDay(seen.at), office: opened.sender.fullName });
      }
      const { preview, position } = context.read((reading) => previewOf(reading, opened, context, wasEncrypted));
      await context.write('keep', {
        token,
        position,
        digest: opened.payloadDigest,
        file: kept,
        fileName: input.file.name,
        payload: { isEncrypted: wasEncrypted },
        trustVersion: context.read(trustVersion),
      });
      return { ...preview, token };
    } catch (error) {
      rmSync(kept, { force: true });
      if (error instanceof ProblemError && isRefusal(error)) await quarantine(context, path, input.file.name, error);
      throw error;
    }
  },
  steps: {
    keep(context, payload: KeptPreview) {
      for (const file of savePreview(context.writing, { ...payload, kind: 'package' }, context.now))
        rmSync(file, { force: true });
      return null;
    },
    quarantine: quarantineStep,
    ...receiptSteps,
  },
};

export const importJob: JobHandler<'packages.import'> = {
  async run(context, { token }) {
    openKeys(context);
    const kept = context.read((reading) => previewByToken(reading, token, 'package'));
    if (kept === undefined || !existsSync(kept.file)) throw problem('PREVIEW_UNKNOWN');
    // Its attached files were hashed for the preview, and each is again as it is copied out.
    const opened = await openVerified(context, kept.file, { withoutBlobs: true });
    if (opened.payloadDigest !== kept.digest) throw problem('PREVIEW_OUTDATED');
    const { manifest } = opened;
    // Once more, on what lies here now.
    if (manifest.kind === 'echo') context.read((reading) => planEcho(reading, opened, context.keys?.signingKey));
    if (manifest.kind === 'desk') context.read((reading) => planDesk(reading, opened));
    const files = await takeFilesIn(context, kept.file, opened);
    context.progress({ done: 0, total: null, text: '正在写入' });
    const payload = cargoOf(opened, {
      token,
      packageId: context.newId(),
      fileName: kept.fileName,
      files: files.kept,
      isEncrypted: (kept.payload as { isEncrypted?: boolean }).isEncrypted === true,
    });
    let written: Awaited<ReturnType<typeof commitOrSetAside>>;
    try {
      written = await commitOrSetAside(context, payload, kept.file);
    } catch (error) {
      files.discard();
      throw error;
    }
    rmSync(kept.file, { force: true });
    const row = context.read((reading) => receivedByDigest(reading, opened.payloadDigest));
    const { desk } = manifest;
    if (desk !== undefined) context.read((reading) => keepWaitingKey(reading, context.dataFolder, desk));
    const { receiptSeq, ...taken } = written;
    const receipt =
      row === undefined || receiptSeq === null ? null : await ensureReceipt(context, row, manifest, receiptSeq);
    const file = receipt === null ? null : await context.handOut(receipt.path, receipt.name);
    return {
      changeId: null,
      ...taken,
      file,
      packageId: payload.packageId,
      missingParts: missingAfter(context, manifest),
    };
  },
  steps: {
    commit: commitPackage,
    quarantine: quarantineStep,
    ...receiptSteps,
  },
};

interface KeptPreview {
  readonly token: string;
  readonly position: number;
  readonly digest: string;
  readonly file: string;
  readonly fileName: string;
  readonly payload: { readonly isEncrypted: boolean };
  readonly trustVersion: number;
}

/** Puts the package as it is without its age layer where the preview keeps it; answers whether it had one. */
async function plainCopy(context: JobContext, path: string, kept: string): Promise<boolean> {
  if (!(await isEncrypted(path))) {
    const total = statSync(path).size;
    await linkOrCopy(path, kept, {
      onBytes: (done) => context.progress({ done, total, text: '正在从U盘或文件夹读入', isBytes: true }),
    });
    return false;
  }
  const keys = openKeys(context);
  try {
    await decryptFile(path, kept, identitiesOf(keys), {
      signal: context.signal,
      onProgress: (done, total) => context.progress({ done, total, text: '正在解密', isBytes: true }),
    });
  } catch (error) {
    throw context.read((reading) => deskProblem(reading, error));
  }
  return true;
}

async function commitOrSetAside(context: JobContext, payload: Cargo, file: string): Promise<Committed> {
  try {
    return await context.write('commit', payload);
  } catch (error) {
    if (error instanceof ProblemError && isRefusal(error)) await quarantine(context, file, payload.fileName, error);
    throw error;
  }
}

async function openVerified(
  context: JobContext,
  path: string,
  options: Pick<OpenOptions, 'withoutBlobs'> = {},
): Promise<OpenedPackage> {
  const office = context.read(requireOffice);
  try {
    return await openPackage(path, {
      myOfficeId: office.id,
      trust: (keyId, officeId) =>
        context.read((reading) =>
          officeId === office.id
            ? trustedOwnKey(reading, keyId, context.dataFolder)
            : trustedKey(reading, officeId, keyId),
        ),
      signal: context.signal,
      onProgress: (done, total) => context.progress({ done, total, text: '正在核对文件', isBytes: true }),
      ...options,
    });
  } catch (error) {
    throw context.read((reading) => deskProblem(reading, error));
  }
}

/** Holds a package's chain against what is known: fits, older, or a refusal (a gap, another history). */
function chainVerdict(reading: Reading, opened: OpenedPackage, { stale, moves }: MovePlan): Verdict {
  let isNew = false;
  for (const { range, operations, lateBodies } of opened.streams) {
    const known = streamNamed(reading, range.stream);
    if (known !== undefined && known.officeId !== opened.sender.officeId)
      throw problem('PACKAGE_HISTORY_DIFFERS', { office: opened.sender.fullName });
    if (stale.has(range.stream)) continue;
    if (moves.some(({ stream }) => stream === range.stream)) {
      isNew = true;
      continue;
    }
    const head = known?.n ?? 0;
    if (range.from > head + 1)
      throw problem('PACKAGE_OUT_OF_ORDER', {
        office: opened.sender.fullName,
        missingFrom: head + 1,
        missingTo: range.from - 1,
      });
    if (known !== undefined && range.from > 1)
      requireSameHash(reading, known.key, range.from - 1, range.baseHash, opened);
    const last = Math.min(head, range.to);
    const overlapping = last >= range.from ? operations[last - range.from] : undefined;
    if (known !== undefined && overlapping !== undefined)
      requireSameHash(reading, known.key, last, Buffer.from(overlapping.hash).toString('hex'), opened);
    if (range.to > head) isNew = true;
    if (known !== undefined && hasTakenBack(reading, known.key, range.to)) isNew = true;
    if (known !== undefined && lateBodies.some((late) => lineAt(reading, known.key, late.n)?.line === null))
      isNew = true;
  }
  if (isNew || opened.manifest.acknowledgements.length > 0 || bringsFiles(reading, opened)) return 'fits';
  return opened.streams.length === 0 ? 'nothingNew' : 'older';
}

/** A file that is named here and was not here yet; of a later part also one whose name is still to come. */
function bringsFiles(reading: Reading, { blobs, manifest }: OpenedPackage): boolean {
  const mayBeUnnamed = (manifest.part?.number ?? 1) > 1;
  return blobs.some(
    ({ sha256 }) => !hasBlob(reading, sha256) && (mayBeUnnamed || nameOfFile(reading, sha256) !== undefined),
  );
}

function missingAfter(context: JobContext, { part, sender }: Manifest): number[] {
  return part === undefined ? [] : context.read((reading) => missingParts(reading, sender.officeId, part));
}

function requireSameHash(reading: Reading, streamKey: number, n: number, hash: string, opened: OpenedPackage): void {
  if (lineAt(reading, streamKey, n)?.hash.toString('hex') !== hash)
    throw problem('PACKAGE_HISTORY_DIFFERS', { office: opened.sender.fullName });
}

function previewOf(
  reading: Reading,
  opened: OpenedPackage,
  context: JobContext,
  wasEncrypted: boolean,
): { preview: Omit<Preview, 'token'>; position: number } {
  const { manifest, sender } = opened;
  const echo = manifest.kind === 'echo' ? planEcho(reading, opened, context.keys?.signingKey) : null;
  const desk = manifest.kind === 'desk' ? planDesk(reading, opened) : null;
  const planned = echo ?? desk;
  const moving = planMoves(reading, manifest.moved ?? [], opened.streams);
  const verdict =
    planned === null
      ? chainVerdict(reading, opened, moving)
      : planned.isNew || bringsFiles(reading, opened)
        ? 'fits'
        : 'older';
  const ordinary = opened.streams.flatMap((stream, index) => streamShown(reading, stream, index, moving));
  const streams = planned?.streams ?? ordinary;
  const total = streams.reduce((sum, stream) => sum + stream.operations.length, 0);
  const result = receiveOperations(overlayAccess(reading), planned?.author ?? sender, streams, (done) =>
    context.progress({ done, total, text: '正在比对内容' }),
  );
  const { records, differences } = describeReceived(reading, result);
  const heads = new Map(manifest.acknowledgements.map((each) => [each.stream, each.n]));
  const had = new Set([...heldThere(reading, sender.officeId), ...manifest.blobsHad]);
  const acknowledges = coveredPackages(reading, sender.officeId, heads, answeredBy(manifest), had).map((row) => ({
    packageId: row.id,
    seq: row.seq,
  }));
  return {
    position: ledgerPosition(reading),
    preview: {
      kind: manifest.kind,
      verdict,
      sentence:
        desk !== null
          ? (partOfWork(reading, opened, `本单位“${desk.deskName}”的同步文件`) ??
            `${deskSentence(desk, opened.keyChanges.length > 0)}${partRest(reading, opened)}`)
          : echo === null
            ? `${partSentence(reading, opened) ?? sentenceOf(verdict, manifest, acknowledges.length)}${takenBackSentence(reading, opened)}${strangeSentence(reading, opened, context.now)}`
            : (partOfWork(reading, opened, '找回包') ?? `${echoSentence(echo)}${partRest(reading, opened)}`),
      office: { id: sender.officeId, fullName: sender.fullName },
      seq: manifest.seq,
      period: manifest.period,
      createdAt: manifest.createdAt,
      reviewedBy: manifest.submission?.reviewedBy ?? null,
      issuedBy: manifest.submission?.issuedBy ?? null,
      operations: { total, new: result.received.length, known: result.known, withheld: result.withheld },
      records,
      differences,
      files: {
        here: opened.blobs.length,
        bytes: opened.blobs.reduce((sum, blob) => sum + blob.size, 0),
        heldBack: manifest.blobsHeldBack.length,
        wanted: manifest.blobsWanted.length,
      },
      part: partOf(reading, opened),
      isEncrypted: wasEncrypted,
      keyChange: keyChangeShown(reading, sender.officeId, opened.keyChanges),
      acknowledges,
    },
  };
}

/** Nothing that keeps a genuine package out, but worth a telephone call. */
function strangeSentence(reading: Reading, { manifest, payloadDigest, sender }: OpenedPackage, now: string): string {
  const twin = receivedByNumber(reading, sender.officeId, manifest.kind, manifest.seq);
  const isTwin = twin !== undefined && twin.payloadDigest !== payloadDigest;
  const isAhead = Date.parse(manifest.createdAt) > Date.parse(now) + oneDay;
  return [
    isTwin
      ? `以前收到过对方另一份同样编为第${manifest.seq}号的文件，请问一下对方是否恢复过备份或换过电脑；内容按先后核对过，不影响接收。`
      : '',
    isAhead
      ? `对方写的生成时间（${shownDay(businessDay(manifest.createdAt))}）比本机今天还晚，请双方核对电脑的日期；不影响接收。`
      : '',
  ].join('');
}

const oneDay = 24 * 60 * 60 * 1000;

/** What a person has set aside comes back with this package: said before it is confirmed. */
function takenBackSentence(reading: Reading, { payloadDigest, streams }: OpenedPackage): string {
  const same = takenBackByDigest(reading, payloadDigest);
  if (same !== undefined)
    return `这一份${shownDay(businessDay(same.stateChangedAt ?? same.at))}撤销过接收，可以再次接收。`;
  const brings = streams.some(({ range }) => {
    const known = streamNamed(reading, range.stream);
    return known !== undefined && hasTakenBack(reading, known.key, range.to);
  });
  return brings ? '以前撤销接收的内容，对方是接着它改的，这次一并接收。' : '';
}

function echoSentence({ isNew, divergent }: EchoPlan): string {
  if (!isNew) return '对方存有的本单位内容，这里都有，接收后不会有变化。';
  const since = divergent > 0 ? `恢复之后在这里写的 ${divergent} 处都保留，` : '';
  return `这是对方存有的本单位内容，已按本单位的签名核对无误。接收后把缺少的补回来，${since}两边都改过的由人决定。`;
}

function deskSentence({ deskName, isNew, divergent, stopped }: DeskPlan, hasNewKey: boolean): string {
  const from = `这是本单位“${deskName}”的同步文件`;
  const key = [
    hasNewKey ? '那台电脑上换了新密钥：接收以后，请到“本单位各台电脑”输入新的口令。' : '',
    ...stopped.map(
      (office) => `那台电脑上已停用“${office}”的密钥：接收以后，这台也不再相信它新签的文件，要用新密钥须重新登记。`,
    ),
  ].join('');
  if (!isNew) return `${from}，里面的改动这里都有，只更新各台电脑和回执的情况。${key}`;
  const since = divergent > 0 ? `这台电脑恢复旧备份以后写的 ${divergent} 处都保留。` : '';
  return `${from}，已按本单位的签名核对无误。两台都改过的不会互相覆盖，由人决定。${since}${key}`;
}

function sentenceOf(verdict: Verdict, manifest: Manifest, acknowledged: number): string {
  if (manifest.kind === 'receipt')
    return acknowledged > 0
      ? `这是对方的回执，确认收到${acknowledged}个报送包。`
      : '这是对方的回执，内容以前已经确认过。';
  switch (verdict) {
    case 'fits':
      return '文件完整、签名有效，可以接收。';
    case 'older':
      return '这是较早生成的报送包，里面的内容以前都已收到，接收后不会有变化。';
    case 'nothingNew':
    case 'seenBefore':
    case 'gap':
      return '这份文件没有新的内容。';
  }
}

function quarantineStep(context: CommandContext, payload: Parameters<typeof setAside>[1]): null {
  setAside(context.writing, payload);
  return null;
}

/** What the person did (cancelled, locked) and what the disk did is not the file's fault. */
function isRefusal(error: ProblemError): boolean {
  return error.code.startsWith('PACKAGE_');
}

async function quarantine(context: JobContext, path: string, fileName: string, error: ProblemError): Promise<void> {
  const id = context.newId();
  const folder = dataFolderAt(context.dataFolder).quarantine;
  // Read once more from where it was set aside: it lies there.
  if (dirname(path) === folder) return;
  mkdirSync(folder, { recursive: true });
  const sha256 = await copyHashed(path, join(folder, id));
  await context.write('quarantine', {
    id,
    file: id,
    fileName,
    bytes: statSync(path).size,
    at: context.now,
    code: error.code,
    sentence: error.message,
    sha256,
    details: error.details,
  });
}
