export { type DayPrecision, parseDay } from '#shared/text/typed.ts';
