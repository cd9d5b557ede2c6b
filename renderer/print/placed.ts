export interface Placed<T> {
  readonly place: number;
  readonly item: T;
}

/** Items with their place, which is their identity here: a paper is drawn once and never re-ordered. */
export function placed<T>(items: readonly T[]): readonly Placed<T>[] {
  return items.map((item, place) => ({ place, item }));
}
