import { IconCircleCheckFilled, IconCircleDashed, IconCircleMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import './six-definites.css';

type Definite = OutputOf<'projects.get'>['sixDefinites'][number];

const looks = {
  definite: { icon: IconCircleCheckFilled, words: '已明确' },
  missing: { icon: IconCircleDashed, words: '待明确' },
  notApplicable: { icon: IconCircleMinus, words: '不适用' },
} as const;

interface SixDefinitesProps {
  readonly definites: readonly Definite[];
  /** 六个明确 or 五个一. */
  readonly label: string;
}

/** 六个明确 as six marks: what is there, what is missing; what a district cannot have is never a fault. */
export function SixDefinites({ definites, label }: SixDefinitesProps): ReactNode {
  return (
    <ul
      className="definites"
      aria-label={label}
      style={{ gridTemplateColumns: `repeat(${definites.length}, minmax(0, 1fr))` }}
    >
      {definites.map((definite) => {
        const look = looks[definite.state];
        const Icon = look.icon;
        return (
          <li key={definite.key} className={`definite definite-${definite.state}`} title={definite.shown ?? look.words}>
            <Icon size={17} aria-hidden />
            <span className="definite-label">{definite.label}</span>
            <span className="definite-shown">{definite.shown ?? look.words}</span>
          </li>
        );
      })}
    </ul>
  );
}
