import { type DragEvent, useState } from 'react';
import { useStrayDropsHeld } from './stray-drop.ts';

export interface DropTarget {
  readonly 'data-over': true | undefined;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: () => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** What a box needs to take what is let go over it; what is let go beside it is held back. */
export function useDropTarget(take: (transfer: DataTransfer) => void): DropTarget {
  const [isOver, setOver] = useState(false);
  useStrayDropsHeld();
  return {
    'data-over': isOver || undefined,
    onDragOver(event) {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop(event) {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer);
    },
  };
}
