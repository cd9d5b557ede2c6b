/** 适用文件: what is in force, what the notices leave open, every version with its rules; adapting and comparing. */
import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import { CompareVersions } from './compare-versions.tsx';
import { EditPack } from './edit-pack.tsx';
import { ImportPack } from './import-pack.tsx';
import { OpenRules } from './open-rules.tsx';
import { PackVersion } from './pack-version.tsx';
import { packTitle, type Saved } from './pack-words.ts';
import { VersionList } from './version-list.tsx';
import './rule-packs.css';

export function RulePacksPage(): ReactNode {
  const [asked, setAsked] = useSearchParams();
  const packs = useQueryOf('rulePacks.list', {});
  const [isImporting, setImporting] = useState(false);
  const { undo } = useUndoRedo(['rulePacks.save', 'rulePacks.importFile', 'rulePacks.use']);
  const rows = packs.data?.rows ?? [];
  const inForce = rows.find((row) => row.isInForce);
  const chosen = rows.find((row) => row.id === asked.get('pack')) ?? inForce ?? rows[0];
  const show = (id: string) => setAsked({ pack: id });

  function saved({ id, changeId }: Saved, words: string): void {
    sayDone(words, () => undo(changeId));
    show(id);
  }

  if (packs.data === undefined || chosen === undefined)
    return packs.error === null ? <Waiting /> : <ErrorNotice problem={packs.error} />;
  const edited = asked.get('edit');
  if (edited !== null)
    return <EditPack key={edited} id={edited} kind={asked.get('kind')} onSaved={saved} onCancel={() => show(edited)} />;
  const before = asked.get('before');
  const after = asked.get('after');
  if (before !== null && after !== null)
    return (
      <CompareVersions
        rows={rows}
        before={before}
        after={after}
        onChoose={(left, right) => setAsked({ before: left, after: right })}
        onClose={() => show(after)}
      />
    );
  const since = packs.data.inForceSince;
  return (
    <>
      <PageHead
        title="适用文件"
        about={
          inForce === undefined
            ? '还没有执行中的文件，按通用设置'
            : `现在执行：${packTitle(inForce)}${since === null ? '' : `，${instantText(since)}起`}`
        }
        actions={
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => setImporting(true)}
          >
            导入文件
          </Button>
        }
      />
      {inForce !== undefined && <OpenRules id={inForce.id} onChange={(kind) => setAsked({ edit: inForce.id, kind })} />}
      <div className="packs">
        <VersionList rows={rows} history={packs.data.history} chosen={chosen.id} onChoose={show} />
        <PackVersion
          key={chosen.id}
          head={chosen}
          inForce={inForce}
          onEdit={(kind) => setAsked(kind === null ? { edit: chosen.id } : { edit: chosen.id, kind })}
          onCompare={() => setAsked({ before: inForce?.id ?? chosen.id, after: chosen.id })}
        />
      </div>
      {isImporting && (
        <ImportPack
          onClose={() => setImporting(false)}
          onSaved={(made, words) => {
            setImporting(false);
            saved(made, words);
          }}
        />
      )}
    </>
  );
}
