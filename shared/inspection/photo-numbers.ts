/** The numbers of photos as they stand on the paper beside an item: “照片 1-3、5”. */

const most = 200;

/** “1-3、5” → 1, 2, 3, 5; also full-width digits, “～”, “至”, spaces. Empty where the text holds no number. */
export function photoNumbersIn(text: string): number[] {
  const clean = text.normalize('NFKC').replaceAll(/[~–—－至到]/g, '-');
  const numbers: number[] = [];
  for (const [, first = '', last] of clean.matchAll(/(\d{1,3})(?:\s*-\s*(\d{1,3}))?/g)) {
    const [from, until] = [Number(first), Number(last ?? first)];
    for (let number = from; number <= until && numbers.length < most; number += 1)
      if (number > 0 && !numbers.includes(number)) numbers.push(number);
  }
  return numbers;
}

interface Answered {
  readonly key: string;
  readonly note: string | null;
}

/**
 * The item whose answer names a photo's number: of an item that asks for photos its note holds the numbers, of any other
 * only what follows “照片”.
 */
export function itemOfPhoto(
  number: number | null,
  items: readonly { readonly key: string; readonly kind: string }[],
  answers: readonly Answered[],
): string | null {
  if (number === null) return null;
  const notes = new Map(answers.map((answer) => [answer.key, answer.note ?? '']));
  const found = items.find(({ key, kind }) => {
    const note = notes.get(key) ?? '';
    const named =
      kind === 'photo' ? note : (/照片[^\d]{0,4}([\d\s\-~–—－至到、,，和]+)/.exec(note.normalize('NFKC'))?.[1] ?? '');
    return photoNumbersIn(named).includes(number);
  });
  return found?.key ?? null;
}
