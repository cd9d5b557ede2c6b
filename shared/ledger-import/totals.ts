/**
 * Printed totals held against the sums of the rows. The words decide little (a section may end in 合计, a sheet in
 * 小计): the rows a total can mean are listed, and the one that agrees is taken; if none agrees, position and words say
 * which was meant, so that the contradiction is shown against the right sum.
 */
export interface TotalledProject {
  readonly totalInvestment: number;
  readonly plannedThisYear: number;
}

/** A total row, or a section row that prints amounts: then it stands above the rows it sums. */
export interface TotalLine {
  readonly kind: 'total' | 'section';
  readonly rowNumber: number;
  readonly label: string;
  /** Depth of a section row; 0 for a total. */
  readonly depth: number;
  /** How many projects stand above it. */
  readonly position: number;
  readonly count: number | null;
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
}

export interface PrintedTotal {
  /** 1-based, as Excel counts. */
  readonly rowNumber: number;
  readonly label: string;
  readonly count: number | null;
  /** 元, as printed; null where the total prints nothing. */
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly over: 'section' | 'sheet';
  /** 元, over the rows the total means. */
  readonly sumTotalInvestment: number;
  readonly sumPlannedThisYear: number;
  readonly sumCount: number;
  readonly agrees: boolean;
}

const mostGroups = 60;

interface Span {
  readonly over: 'section' | 'sheet';
  readonly from: number;
  readonly to: number;
}

/** `lines` holds every total and every section row (also those without amounts, which bound the spans), in order. */
export function checkTotals(projects: readonly TotalledProject[], lines: readonly TotalLine[]): PrintedTotal[] {
  const sums = runningSums(projects);
  const printed: PrintedTotal[] = [];
  const openSections: { depth: number; position: number }[] = [];
  const totalsLeft = lines.filter((line) => line.kind === 'total').length;
  let totalsSeen = 0;
  const boundaries: number[] = [];
  lines.forEach((line, index) => {
    if (line.kind === 'section') {
      while ((openSections.at(-1)?.depth ?? -1) >= line.depth) openSections.pop();
      openSections.push({ depth: line.depth, position: line.position });
      boundaries.push(line.position);
      if (line.totalInvestment === null && line.plannedThisYear === null) return;
      const end = lines.slice(index + 1).find((next) => next.kind === 'section' && next.depth <= line.depth);
      const span: Span = { over: 'section', from: line.position, to: end?.position ?? projects.length };
      printed.push(compare(line, span, sums));
      return;
    }
    totalsSeen += 1;
    const isLast = totalsSeen === totalsLeft;
    const spans = possibleSpans(
      line,
      openSections,
      boundaries,
      lines[index + 1]?.position ?? projects.length,
      projects.length,
    );
    const preferSheet = /总计|共计|总合计/.test(line.label) || (isLast && (totalsSeen > 1 || spans.length === 0));
    const hasSections = openSections.length > 0;
    const prefersSheet =
      preferSheet || (isLast && !hasSections && !/小计/.test(line.label)) || (line.position === 0 && totalsSeen === 1);
    const sheet: Span = { over: 'sheet', from: 0, to: projects.length };
    const ordered = prefersSheet ? [sheet, ...spans] : [...spans, sheet];
    const results = ordered.map((span) => compare(line, span, sums));
    const chosen = results.find((result) => result.agrees) ?? results[0];
    if (chosen !== undefined) printed.push(chosen);
    boundaries.push(line.position);
  });
  return printed;
}

/** The stretches of rows a total may sum, nearest first. */
function possibleSpans(
  line: TotalLine,
  openSections: readonly { position: number }[],
  boundaries: readonly number[],
  next: number,
  length: number,
): Span[] {
  const spans: Span[] = [];
  const add = (from: number, to: number) => {
    if (from < to && !spans.some((span) => span.from === from && span.to === to))
      spans.push({ over: 'section', from, to });
  };
  add(boundaries.at(-1) ?? 0, line.position);
  for (const section of openSections.toReversed()) add(section.position, line.position);
  // A total printed above its rows.
  add(line.position, next);
  add(line.position, length);
  // A total over several groups, each with its own total.
  for (const boundary of boundaries.slice(-mostGroups).toReversed()) add(boundary, line.position);
  return spans;
}

interface Sums {
  readonly totalInvestment: readonly number[];
  readonly plannedThisYear: readonly number[];
}

function runningSums(projects: readonly TotalledProject[]): Sums {
  const totalInvestment = [0];
  const plannedThisYear = [0];
  projects.forEach((project, index) => {
    totalInvestment.push((totalInvestment[index] ?? 0) + project.totalInvestment);
    plannedThisYear.push((plannedThisYear[index] ?? 0) + project.plannedThisYear);
  });
  return { totalInvestment, plannedThisYear };
}

function compare(line: TotalLine, span: Span, sums: Sums): PrintedTotal {
  const { rowNumber, label, count, totalInvestment, plannedThisYear } = line;
  const sumTotalInvestment = (sums.totalInvestment[span.to] ?? 0) - (sums.totalInvestment[span.from] ?? 0);
  const sumPlannedThisYear = (sums.plannedThisYear[span.to] ?? 0) - (sums.plannedThisYear[span.from] ?? 0);
  const sumCount = span.to - span.from;
  const agrees =
    (count === null || count === sumCount) &&
    (totalInvestment === null || totalInvestment === sumTotalInvestment) &&
    (plannedThisYear === null || plannedThisYear === sumPlannedThisYear);
  return {
    rowNumber,
    label,
    count,
    totalInvestment,
    plannedThisYear,
    over: span.over,
    sumTotalInvestment,
    sumPlannedThisYear,
    sumCount,
    agrees,
  };
}
