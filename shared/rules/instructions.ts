/** 领导批示: presented → received → in hand → answered, in the order of the days (practice; no notice prescribes a register). */
import type { Calendar } from '../calendar/working-day.ts';
import type { Instruction, InstructionState } from '../domain/instruction.ts';
import { workingDaysPast } from './deadlines.ts';

type Facts = Pick<
  Instruction,
  'presentedOn' | 'instructedOn' | 'words' | 'handlingUnitId' | 'dueOn' | 'feedback' | 'feedbackOn'
>;

/** What was written decides where the paper is: answered, given to a unit, come back, or still up there. */
export function instructionState(facts: Facts, hasTasks: boolean): InstructionState {
  if (facts.feedback !== null) return 'answered';
  if (facts.instructedOn === null) return 'presented';
  return facts.handlingUnitId !== null || hasTasks ? 'inHand' : 'received';
}

export type InstructionRefusal =
  | { readonly code: 'INSTRUCTION_DAY_IN_FUTURE'; readonly what: string; readonly day: string }
  | {
      readonly code: 'INSTRUCTION_DAYS_REVERSED';
      readonly what: string;
      readonly day: string;
      readonly earlier: string;
      readonly earlierDay: string;
    }
  | { readonly code: 'INSTRUCTION_WORDS_MISSING' }
  | { readonly code: 'INSTRUCTION_NOT_RECEIVED' }
  | { readonly code: 'INSTRUCTION_FEEDBACK_EMPTY' }
  | { readonly code: 'INSTRUCTION_DAY_MISSING'; readonly what: string };

/** Why the register cannot say this; null when it can. */
export function instructionRefusal(facts: Facts, today: string): InstructionRefusal | null {
  const { presentedOn, instructedOn, words, dueOn, feedback, feedbackOn } = facts;
  if (instructedOn === null && (feedback !== null || feedbackOn !== null)) return { code: 'INSTRUCTION_NOT_RECEIVED' };
  if (instructedOn !== null && words === null) return { code: 'INSTRUCTION_WORDS_MISSING' };
  if (instructedOn === null && words !== null) return { code: 'INSTRUCTION_DAY_MISSING', what: '批示日期' };
  if (instructedOn === null && presentedOn === null) return { code: 'INSTRUCTION_DAY_MISSING', what: '呈送日期' };
  if (feedbackOn !== null && feedback === null) return { code: 'INSTRUCTION_FEEDBACK_EMPTY' };
  if (feedback !== null && feedbackOn === null) return { code: 'INSTRUCTION_DAY_MISSING', what: '反馈日期' };
  const happened = [
    ['呈送日期', presentedOn],
    ['批示日期', instructedOn],
    ['反馈日期', feedbackOn],
  ] as const;
  for (const [what, day] of happened)
    if (day !== null && day > today) return { code: 'INSTRUCTION_DAY_IN_FUTURE', what, day };
  return (
    reversed(['呈送日期', presentedOn], ['批示日期', instructedOn]) ??
    reversed(['批示日期', instructedOn], ['反馈日期', feedbackOn]) ??
    reversed(['批示日期', instructedOn ?? presentedOn], ['办理时限', dueOn])
  );
}

/** Working days past the deadline without feedback, 0 when not late; null without a deadline or where a year is not loaded. */
export function instructionDaysLate(
  { state, dueOn }: { readonly state: InstructionState | null; readonly dueOn: string | null },
  today: string,
  calendar: Calendar,
): number | null {
  if (dueOn === null) return null;
  return state === 'answered' ? 0 : workingDaysPast(dueOn, today, calendar);
}

type NamedDay = readonly [what: string, day: string | null];

function reversed([earlier, earlierDay]: NamedDay, [what, day]: NamedDay): InstructionRefusal | null {
  return earlierDay !== null && day !== null && day < earlierDay
    ? { code: 'INSTRUCTION_DAYS_REVERSED', what, day, earlier, earlierDay }
    : null;
}
