import { useEffect } from 'react';

/** A file let go beside the box would otherwise be opened in place of the page. */
export function useStrayDropsHeld(): void {
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
}
