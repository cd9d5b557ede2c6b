import { useEffect, useRef, useState } from 'react';
import type { Progress } from '#shared/contract/index.ts';
import { type CallProblem, problemOf, runJob } from '../../client.ts';
import type { DraftHolder } from './import-draft.ts';

/** A run of clicks in the choices asks the host once. */
const settleFor = 450;

export interface PreviewRun {
  readonly isRunning: boolean;
  readonly progress: Progress | null;
  readonly problem: CallProblem | null;
  readonly cancel: () => void;
  readonly forgetProblem: () => void;
  /** Reads again, at once or after a moment without further changes. */
  readonly start: (when?: 'now' | 'soon') => void;
}

/** Previews the file of the draft with its choices; the newest run wins, the shown preview stays until it is there. */
export function usePreview({ newest, change }: DraftHolder): PreviewRun {
  const [isRunning, setRunning] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      running.current?.abort();
      running.current = null;
    },
    [],
  );

  async function run(): Promise<void> {
    const { file, choices } = newest();
    if (file === null) return;
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setRunning(true);
    setProgress(null);
    setProblem(null);
    try {
      const sheets = Object.keys(choices).length === 0 ? {} : { sheets: choices };
      const preview = await runJob(
        'ledgerImports.preview',
        { file, ...sheets },
        { signal: mine.signal, onProgress: setProgress },
      );
      if (running.current === mine) change({ preview, previewedChoices: choices });
    } catch (error) {
      const found = problemOf(error);
      if (running.current === mine && found.code !== 'CANCELLED') setProblem(found);
    } finally {
      if (running.current === mine) {
        running.current = null;
        setRunning(false);
      }
    }
  }

  return {
    isRunning,
    progress,
    problem,
    cancel: () => running.current?.abort(),
    forgetProblem: () => setProblem(null),
    start(when = 'now') {
      clearTimeout(timer.current);
      if (when === 'now') void run();
      else timer.current = setTimeout(() => void run(), settleFor);
    },
  };
}
