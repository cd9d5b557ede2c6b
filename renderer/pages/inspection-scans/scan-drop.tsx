import { Button, Group, Text } from '@mantine/core';
import { IconPhotoScan } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useDropTarget } from '../../components/drop-target.ts';
import { filesOfDrop } from '../../components/dropped-files.ts';
import '../../components/file-drop.css';

interface ScanDropProps {
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

const extensions = ['jpg', 'jpeg', 'png', 'webp', 'pdf', 'heic', 'heif'];

/** Photos and scans, many at once. The page decodes them itself: it needs the files and not their handles. */
export function ScanDrop({ isBusy, onFiles }: ScanDropProps): ReactNode {
  const [notice, setNotice] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement | null>(null);

  function take(offered: readonly File[]): void {
    const wanted = offered.filter((file) => extensions.includes(file.name.split('.').at(-1)?.toLowerCase() ?? ''));
    const rest = offered.length - wanted.length;
    setNotice(rest === 0 ? null : `跳过了${rest}个不是照片也不是 PDF 的文件。`);
    if (wanted.length > 0) onFiles(wanted);
  }

  async function drop(transfer: DataTransfer): Promise<void> {
    if (!isBusy) take(await filesOfDrop(transfer));
  }

  const target = useDropTarget((transfer) => void drop(transfer));

  return (
    <div className="file-drop" {...target}>
      <Group wrap="nowrap" gap="lg" align="center">
        <IconPhotoScan size={40} stroke={1.3} color="#5278b0" aria-hidden />
        <div className="file-drop-words">
          <Text fw={600}>把填好的检查表的照片或扫描件拖到这里</Text>
          <Text size="sm" c="var(--quiet)">
            JPG、PNG 图片或 PDF，一次可以放很多个；一张照片拍一张表，四角的黑方块和二维码都要拍到。识别在本机进行。
          </Text>
        </div>
        <Button loading={isBusy} onClick={() => chooser.current?.click()}>
          选择文件
        </Button>
      </Group>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="选择照片或扫描件"
        accept={extensions.map((extension) => `.${extension}`).join(',')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          // The same files can be chosen again.
          event.currentTarget.value = '';
          take(chosen);
        }}
      />
      {notice !== null && (
        <Text size="sm" c="#8a4b00" role="alert">
          {notice}
        </Text>
      )}
    </div>
  );
}
