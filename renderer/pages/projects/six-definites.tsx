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

/** 六个明确 as six marks: what is there, what is missing; what a district cannot have is never a fault. */
export function SixDefinites({ definites }: { readonly definites: readonly Definite[] }): ReactNode {
  return (
    <ul className="definites" aria-label="六个明确">
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
