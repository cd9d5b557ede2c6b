/** Time left to a deadline as an official would say it. Values in, words out. */
export interface TimeLeft {
  readonly text: string;
  readonly isLate: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Instants ISO UTC. */
export function timeLeft(now: string, deadline: string): TimeLeft {
  const left = Date.parse(deadline) - Date.parse(now);
  const words = durationWords(Math.abs(left));
  return left >= 0 ? { text: `距截止 ${words}`, isLate: false } : { text: `已过截止 ${words}`, isLate: true };
}

function durationWords(span: number): string {
  const days = Math.floor(span / day);
  const hours = Math.floor((span % day) / hour);
  const minutes = Math.floor((span % hour) / minute);
  if (days > 0) return hours > 0 ? `${days}天${hours}小时` : `${days}天`;
  if (hours > 0) return minutes > 0 ? `${hours}小时${minutes}分` : `${hours}小时`;
  return minutes > 0 ? `${minutes}分钟` : '不到1分钟';
}
