/** In which order a round goes to its projects: district by district, street by street, neighbours next to each other. */

export interface RouteStop {
  readonly id: string;
  readonly officeName: string;
  readonly place: string | null;
  readonly responsibleUnits: readonly string[];
}

/** Of the ids in the proposed order. Streets stand in the order in which the ledger first names them. */
export function proposeRoute(stops: readonly RouteStop[]): string[] {
  const ranks = new Map<string, number>();
  const rankOf = (key: string) => {
    const known = ranks.get(key);
    if (known !== undefined) return known;
    ranks.set(key, ranks.size);
    return ranks.size - 1;
  };
  return stops
    .map((stop, index) => {
      const street = streetOf(stop);
      const office = rankOf(stop.officeName);
      return {
        id: stop.id,
        // Nobody knows where a project without a street lies: after the others of its district.
        order: [office, street === '' ? Number.MAX_SAFE_INTEGER : rankOf(`${stop.officeName}\n${street}`)],
        place: stop.place ?? '',
        index,
      };
    })
    .toSorted(
      (left, right) =>
        (left.order[0] ?? 0) - (right.order[0] ?? 0) ||
        (left.order[1] ?? 0) - (right.order[1] ?? 0) ||
        compareText(left.place, right.place) ||
        left.index - right.index,
    )
    .map(({ id }) => id);
}

/** 街道, 镇, 乡 or park that answers for a project, else the one its place names; '' where neither does. */
export function streetOf({ place, responsibleUnits }: Pick<RouteStop, 'place' | 'responsibleUnits'>): string {
  const street = responsibleUnits.map(plainStreet).find((name) => /(街道|镇|乡|办事处|管委会)$/.test(name));
  if (street !== undefined) return street;
  // The district before it is no part of its name: 青石区纸鸢街道.
  return /(?:(?![省市区县])[\u4e00-\u9fff]){1,6}?(?:街道|镇|乡|管委会|园区|开发区)/.exec(place ?? '')?.[0] ?? '';
}

/** One street is one: 纸鸢街道办事处, 纸鸢街道办 → 纸鸢街道; 青瓦镇人民政府 → 青瓦镇. */
function plainStreet(unit: string): string {
  return unit.replace(/街道?办(?:事处)?$/, '街道').replace(/(镇|乡)(?:人民)?政府$/, '$1');
}

/** By code point, so that the order is the same on every machine. */
function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
