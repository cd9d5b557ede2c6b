/** Small pictures of attached photos, made in the page when they come into sight and kept while the window is open. */
import { useQuery } from '@tanstack/react-query';
import { isDrawable } from '#shared/attachment/file-kind.ts';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import { call } from '../../client.ts';
import { door } from '../../door.ts';

const width = 320;
/** Decoding is heavy: an office machine stays usable while fifty photos are drawn. */
const atOnce = 2;

/** Object URL of the small picture; null while it is made, and for what cannot be drawn. */
export function useThumbnail(attachment: AttachmentView, isInSight: boolean): string | null {
  const found = useQuery({
    // By its bytes: the same photo in two places is drawn once.
    queryKey: ['thumbnail', attachment.sha256],
    queryFn: () => inTurn(() => drawn(attachment.id)),
    enabled: isInSight && attachment.isHere && isDrawable(attachment.mediaType),
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
  });
  return found.data ?? null;
}

async function drawn(id: string): Promise<string | null> {
  const { file } = await call('attachments.file', { id });
  const response = await fetch(door().fileAddress(file));
  try {
    // Turned upright by what the camera wrote.
    const picture = await createImageBitmap(await response.blob(), { resizeWidth: width, resizeQuality: 'medium' });
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
    return small === null ? null : URL.createObjectURL(small);
  } catch {
    // A photo that is damaged inside: its name stands where its picture would.
    return null;
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
