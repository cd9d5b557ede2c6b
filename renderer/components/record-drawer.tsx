/** An issue, a task, an instruction opened beside its ledger: its head and what can be done now. */
import { Button, Drawer, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import './record-drawer.css';

interface RecordDrawerProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly size?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function RecordDrawer({ title, isOpen, size = 560, onClose, children }: RecordDrawerProps): ReactNode {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={size}
      title={<b>{title}</b>}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {children}
    </Drawer>
  );
}

interface RecordHeadProps {
  readonly title: string;
  readonly workingDaysLate: number | null;
  /** Number, state and the like. */
  readonly children: ReactNode;
}

export function RecordHead({ title, workingDaysLate, children }: RecordHeadProps): ReactNode {
  return (
    <div>
      <Text fw={600} size="lg">
        {title}
      </Text>
      <Text size="sm" c="var(--quiet)">
        {children}
        {(workingDaysLate ?? 0) > 0 && <span className="late"> 逾期{workingDaysLate}个工作日</span>}
      </Text>
    </div>
  );
}

interface ActButtonsProps<Act extends string> {
  readonly acts: readonly Act[];
  readonly labels: Readonly<Record<Act, string>>;
  readonly chosen: Act | null;
  /** What is usually next. */
  readonly isMain: (act: Act) => boolean;
  readonly onChoose: (act: Act | null) => void;
}

/** One of them is open at a time; a second click closes it. */
export function ActButtons<Act extends string>(props: ActButtonsProps<Act>): ReactNode {
  const { acts, labels, chosen, isMain, onChoose } = props;
  return acts.map((act) => (
    <Button
      key={act}
      size="xs"
      variant={chosen === act ? 'filled' : isMain(act) ? 'light' : 'default'}
      onClick={() => onChoose(chosen === act ? null : act)}
    >
      {labels[act]}
    </Button>
  ));
}
