import { Anchor, Button, Checkbox, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { instantText } from '../../components/instant-text.ts';
import type { Choose, Conflict } from './conflicts-page.tsx';
import { TypedValue } from './typed-value.tsx';

interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly isMarked: boolean;
  readonly isBusy: boolean;
  readonly onMark: (isMarked: boolean) => void;
  readonly onChoose: Choose;
}

/** One field of one record: what stood there, what stands there, what the other wanted. */
export function ConflictCard({ conflict, isMarked, isBusy, onMark, onChoose }: ConflictCardProps): ReactNode {
  const [isTyping, setTyping] = useState(false);
  const { title, label, isOurs, before, inForce, offers, projectId, isDeletion, input, officeName } = conflict;
  return (
    <section className="conflict-card" role="listitem" aria-label={`${title} ${label}`}>
      <header>
        {isOurs && (
          <Checkbox
            size="sm"
            aria-label={`勾选 ${title} ${label}`}
            checked={isMarked}
            onChange={(event) => onMark(event.currentTarget.checked)}
          />
        )}
        <span className="conflict-title">
          {title}
          <b>{label}</b>
        </span>
        {projectId !== null && (
          <Anchor component={Link} href={`/projects/${projectId}?tab=history`} size="sm">
            变更记录
          </Anchor>
        )}
        {!isOurs && (
          <Text size="sm" c="var(--quiet)">
            由{officeName}选定
          </Text>
        )}
      </header>
      <div className="conflict-sides">
        {!isDeletion && (
          <div className="conflict-before">
            <small>原来</small>
            <p>{before ?? '（空）'}</p>
          </div>
        )}
        <Side
          name="现在的"
          side={inForce}
          button={isDeletion ? (inForce.shown ?? '') : '用这个'}
          isOurs={isOurs}
          isBusy={isBusy}
          onUse={() => onChoose(conflict, { kind: 'inForce' })}
        />
        {offers.map((offer, index) => (
          <Side
            key={offer.position}
            name={offers.length > 1 ? `另一种 ${index + 1}` : '另一种'}
            side={offer}
            button={isDeletion ? (offer.shown ?? '') : '用这个'}
            isOurs={isOurs}
            isBusy={isBusy}
            onUse={() => onChoose(conflict, { kind: 'offered', position: offer.position })}
          />
        ))}
      </div>
      {isOurs && input !== 'none' && !isTyping && (
        <Anchor component="button" type="button" size="sm" onClick={() => setTyping(true)}>
          都不用，另填…
        </Anchor>
      )}
      {isTyping && (
        <TypedValue
          conflict={conflict}
          isBusy={isBusy}
          onClose={() => setTyping(false)}
          onUse={(value) => onChoose(conflict, { kind: 'typed', value })}
        />
      )}
    </section>
  );
}

interface SideProps {
  readonly name: string;
  readonly side: Conflict['inForce'];
  readonly button: string;
  readonly isOurs: boolean;
  readonly isBusy: boolean;
  readonly onUse: () => void;
}

function Side({ name, side, button, isOurs, isBusy, onUse }: SideProps): ReactNode {
  return (
    <div className="conflict-side">
      <small>
        {name}
        <span>{[side.place, side.actor, side.at === '' ? '' : instantText(side.at)].filter(Boolean).join(' · ')}</span>
      </small>
      <p>{side.shown ?? '（空）'}</p>
      {side.detail !== null && <p className="conflict-detail">改了 {side.detail}</p>}
      {isOurs && (
        <Button size="compact-sm" variant="light" disabled={isBusy} onClick={onUse}>
          {button}
        </Button>
      )}
    </div>
  );
}
