import { Anchor, Button, Group, List, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useOffice } from '../../office-context.ts';
import { Section } from './section.tsx';

export function YearSection(): ReactNode {
  const { office, today } = useOffice();
  const save = useCommand('offices.save');
  const [year, setYear] = useState<number>(office.ledgerYear);
  const [isAsking, setAsking] = useState(false);
  const isDifferent = year !== office.ledgerYear;
  const isOtherThanToday = office.ledgerYear !== Number(today.slice(0, 4));

  function turn(): void {
    setAsking(false);
    save
      .run({ changes: { ledgerYear: year } })
      .then(() => notifications.show({ message: `账目年度已改为 ${year} 年` }), shownElsewhere);
  }

  return (
    <Section
      title="账目年度"
      about="系统里所有的“本年”都指账目年度：本年计划、本年累计完成、完成率、滞后建议都按它算。它不随日历自动变，由您在年终结账以后改。"
    >
      <Stack gap="md">
        <Text>
          现在是 <b>{office.ledgerYear} 年</b>的账目。
          {isOtherThanToday && `今天是 ${today}，两者不同：如果新一年的台账已经开始，请在这里改过来。`}
        </Text>
        <Group align="flex-end">
          <NumberInput
            label="改为"
            w={140}
            min={1990}
            max={2100}
            allowDecimal={false}
            value={year}
            onChange={(value) => setYear(Number(value))}
          />
          <Button disabled={!isDifferent || year < 1990 || year > 2100} onClick={() => setAsking(true)}>
            改账目年度
          </Button>
        </Group>
        <ErrorNotice problem={save.problem} onClose={save.reset} />
        <div>
          <Text size="sm" fw={600}>
            一年里怎样用它
          </Text>
          <List size="sm" mt={4} spacing={4}>
            <List.Item>年初建账：导入或填写新一年的年度计划，账目年度改为新一年。</List.Item>
            <List.Item>每周报账：周报的“本年累计”从新一年重新算起，上一年的完成数记在“截至上年底”。</List.Item>
            {office.kind === 'centre' ? (
              <List.Item>年终结账：十二月最后一期报完以后再改，改早了本年的数会对不上。</List.Item>
            ) : (
              <List.Item>
                年终结账：十二月最后一期报完以后，在
                <Anchor component={Link} href="/year-turn">
                  年度结转
                </Anchor>
                里检查、结账、结转，再开新一年的账；这里直接改，不会结转各项目的完成数。
              </List.Item>
            )}
          </List>
        </div>
      </Stack>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title="改账目年度" centered>
        <Stack gap="sm">
          <Text size="sm">
            改为 {year} 年以后，项目库、工作台和报表里的“本年计划”“本年完成”都改取 {year} 年的数；还没有 {year}
            年计划的项目，这两栏会是空的。{office.ledgerYear} 年的计划和周报一个不少地留着，改回来就能看到。
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              先不改
            </Button>
            <Button data-autofocus onClick={turn}>
              改为 {year} 年
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Section>
  );
}
