/** 识别扫描件: pictures decoded here, read by the host, looked at by a person, then taken. Nothing is written before. */
import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { type CallProblem, problemOf, shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { door } from '../../door.ts';
import { useUndo } from '../../use-undo.ts';
import { decoded } from './decode.ts';
import { ReadPictures } from './read-pictures.tsx';
import { countsOf, type Drafts, type ReadPicture, takeInput } from './scan-draft.ts';
import { ScanDrop } from './scan-drop.tsx';
import './inspection-scans.css';
import { TakenScans } from './taken-scans.tsx';

const steps = ['选择文件', '核对', '完成'];

type Wish = InputOf<'inspectionScans.read'>['pictures'][number];

/** A file of which no picture could be made. */
export interface Unread {
  readonly name: string;
  readonly sentence: string;
}

interface Read {
  readonly token: string;
  readonly wishes: readonly Wish[];
  readonly pictures: readonly ReadPicture[];
}

export function ScansPage(): ReactNode {
  const reading = useJob('inspectionScans.read');
  const taking = useJob('inspectionScans.take');
  useUndo(['inspectionScans.take']);
  const [decoding, setDecoding] = useState<{ done: number; total: number; text: string } | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const [unread, setUnread] = useState<readonly Unread[]>([]);
  const [read, setRead] = useState<Read | null>(null);
  const [drafts, setDrafts] = useState<Drafts>({});
  const [taken, setTaken] = useState<OutputOf<'inspectionScans.take'> | null>(null);
  const control = useRef<AbortController | null>(null);

  async function readFiles(files: readonly File[]): Promise<void> {
    const mine = new AbortController();
    control.current = mine;
    setProblem(null);
    reading.reset();
    const wishes: Wish[] = [];
    const failed: Unread[] = [];
    try {
      for (const [index, file] of files.entries()) {
        setDecoding({ done: index, total: files.length, text: `正在打开“${file.name}”` });
        const pages = await decoded(file, mine.signal);
        mine.signal.throwIfAborted();
        if ('code' in pages) {
          failed.push({ name: file.name, sentence: pages.sentence });
          continue;
        }
        const original = await door().takeFile(file);
        for (const { pageOfFile, pixels } of pages)
          wishes.push({ original, pageOfFile, pixels: await door().takeFile(pixels) });
      }
    } catch (error) {
      if (!mine.signal.aborted) setProblem(problemOf(error));
      return;
    } finally {
      setDecoding(null);
    }
    setUnread(failed);
    if (wishes.length > 0) await readAgain(wishes);
  }

  async function readAgain(wishes: readonly Wish[]): Promise<void> {
    const { token, pictures } = await reading.run({ pictures: [...wishes] });
    setRead({
      token,
      wishes,
      pictures: pictures.flatMap((one, index) => {
        const original = wishes[index]?.original;
        return original === undefined ? [] : [{ reading: one, original }];
      }),
    });
    setDrafts((before) => (read === null ? {} : before));
  }

  /** A picture whose code cannot be seen, now with the number of its sheet. */
  async function giveNumber(picture: number, number: string): Promise<void> {
    if (read === null) return;
    await readAgain(read.wishes.map((wish, index) => (index === picture ? { ...wish, number } : wish)));
  }

  async function take(): Promise<void> {
    const input = read === null ? null : takeInput(read.token, read.pictures, drafts);
    if (input !== null) setTaken(await taking.run(input));
  }

  function startAgain(): void {
    setRead(null);
    setTaken(null);
    setUnread([]);
    setDrafts({});
    reading.reset();
    taking.reset();
  }

  const step = taken !== null ? 2 : read !== null ? 1 : 0;
  const counts = read === null ? null : countsOf(read.pictures, drafts);
  const failed = (counts?.refused ?? 0) + unread.length;
  return (
    <>
      <PageHead
        title="识别扫描件"
        about={
          counts === null || step === 2
            ? '先看后放，确认之前什么都不写入'
            : `${counts.read}页读出${counts.certain}项清楚的勾，还有${counts.open}处要您定${failed === 0 ? '' : `；${failed}个没有识别`}`
        }
        actions={
          <>
            {step === 1 && (
              <Button variant="default" onClick={startAgain}>
                不放了，换一批文件
              </Button>
            )}
            <Button component={Link} href="/inspection-sheets" variant="default">
              录入检查表
            </Button>
          </>
        }
      />
      <Steps label="识别扫描件的步骤" steps={steps} current={step} {...(step === 1 ? { onGo: startAgain } : {})} />
      <ErrorNotice problem={problem ?? reading.problem} onClose={() => (setProblem(null), reading.reset())} />
      <ErrorNotice problem={taking.problem} onClose={taking.reset} />
      {read === null && (
        <>
          <ScanDrop
            isBusy={decoding !== null || reading.isRunning}
            onFiles={(files) => void readFiles(files).catch(shownElsewhere)}
          />
          <UnreadFiles files={unread} />
        </>
      )}
      {read !== null && taken === null && (
        <ReadPictures
          pictures={read.pictures}
          drafts={drafts}
          onDrafts={setDrafts}
          isBusy={reading.isRunning || taking.isRunning}
          onNumber={(picture, number) => void giveNumber(picture, number).catch(shownElsewhere)}
          onTake={() => void take().catch(shownElsewhere)}
          below={<UnreadFiles files={unread} />}
        />
      )}
      {taken !== null && read !== null && (
        <TakenScans taken={taken} names={read.pictures.map(({ reading: each }) => each.name)} onAnother={startAgain} />
      )}
      <JobDialog
        job={{ isRunning: decoding !== null, progress: decoding, cancel: () => control.current?.abort() }}
        title="正在打开照片和扫描件"
      />
      <JobDialog job={reading} title="正在识别检查表" />
      <JobDialog job={taking} title="正在放入检查表" />
    </>
  );
}

function UnreadFiles({ files }: { readonly files: readonly Unread[] }): ReactNode {
  if (files.length === 0) return null;
  return (
    <ul className="scan-unread" aria-label="没有识别的文件">
      {files.map((file) => (
        <li key={file.name}>{file.sentence}</li>
      ))}
    </ul>
  );
}
