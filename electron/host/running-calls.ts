/** Calls that a page has running, by the page's own name for each, so that it can stop one. Shared by the doors with a page. */
import type { Progress } from '#shared/contract/index.ts';
import type { Result } from '#shared/error.ts';
import type { Host } from './host.ts';

export interface RunningCalls {
  call(
    callId: string,
    procedure: string,
    input: unknown,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<unknown>>;
  /** An unknown name is a call that has already ended. */
  cancel(callId: string): void;
  cancelAll(): void;
}

export function runningCalls(host: Pick<Host, 'call'>): RunningCalls {
  const running = new Map<string, AbortController>();
  return {
    async call(callId, procedure, input, onProgress) {
      const controller = new AbortController();
      running.get(callId)?.abort();
      running.set(callId, controller);
      try {
        return await host.call(procedure, input, { signal: controller.signal, onProgress });
      } finally {
        if (running.get(callId) === controller) running.delete(callId);
      }
    },
    cancel: (callId) => running.get(callId)?.abort(),
    cancelAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

/** A call's name as a page may choose it; anything else gets none and cannot be stopped by name. */
export function isCallId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
}
