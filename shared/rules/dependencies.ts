/** What waits for what: milestones with their predecessors (前置节点) and permits with theirs (前置手续). */

export interface Dependent {
  readonly id: string;
  readonly name: string;
  /** Ids of what must be finished before; ids that are not here are no hindrance. */
  readonly after: readonly string[];
}

/** The names along one circle, the first one repeated at the end; null where everything can be put in an order. */
export function circleIn(items: readonly Dependent[]): readonly string[] | null {
  const byId = new Map(items.map((item) => [item.id, item]));
  const done = new Set<string>();
  const path: string[] = [];

  function visit(id: string): readonly string[] | null {
    const item = byId.get(id);
    if (item === undefined || done.has(id)) return null;
    const at = path.indexOf(id);
    if (at >= 0) return [...path.slice(at), id].map((each) => byId.get(each)?.name ?? '').toReversed();
    path.push(id);
    for (const before of item.after) {
      const circle = visit(before);
      if (circle !== null) return circle;
    }
    path.pop();
    done.add(id);
    return null;
  }

  for (const { id } of items) {
    const circle = visit(id);
    if (circle !== null) return circle;
  }
  return null;
}

/** How deep each stands: 1 waits for nothing, equal numbers run in parallel (并联). Of a circle every member stands at 1. */
export function levelsOf(items: readonly Dependent[]): ReadonlyMap<string, number> {
  if (circleIn(items) !== null) return new Map(items.map(({ id }) => [id, 1]));
  const byId = new Map(items.map((item) => [item.id, item]));
  const levels = new Map<string, number>();

  function levelOf(item: Dependent): number {
    const known = levels.get(item.id);
    if (known !== undefined) return known;
    const before = item.after.flatMap((id) => byId.get(id) ?? []);
    const level = 1 + Math.max(0, ...before.map(levelOf));
    levels.set(item.id, level);
    return level;
  }

  for (const item of items) levelOf(item);
  return levels;
}
