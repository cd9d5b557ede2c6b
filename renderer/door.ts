import type { Door } from '#shared/contract/door.ts';

declare global {
  interface Window {
    /** Put there by the preload of the shell or by the loopback door's client, before the page's own script runs. */
    readonly fiveOnes: Door;
  }
}

/** The one way from a page to the world outside it. */
export function door(): Door {
  return window.fiveOnes;
}
