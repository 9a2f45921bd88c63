import { Button, Flex, Stack, StackItem, TextInput } from '@patternfly/react-core';
import { PlusCircleIcon, TrashIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { Failure, Loading, Refusal, Saved } from '@shared/components/states';
import { useTexts } from '@panel/i18n';
import { useRegistryChange } from '@panel/lib/registry-change';
import { useRoom } from '@panel/lib/room';
import { blocksQuery, changeBlocks } from './api';
import type { Block, Side } from './api';

/** The blocks of addresses that may reach one side of the registry; none means that all may. */
export function IpBlocks({ side }: { side: Side }) {
  const { project, registry } = useRoom();
  const blocks = useQuery(blocksQuery(project, registry.id, side));
  if (blocks.data === undefined) {
    return blocks.isError ? <Failure error={blocks.error} retry={() => void blocks.refetch()} /> : <Loading rows={2} />;
  }
  return <Grid side={side} present={blocks.data} />;
}

function Grid({ side, present }: { side: Side; present: readonly Block[] }) {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const [rows, setRows] = useState<readonly Block[]>(present);
  const [isAsking, setAsking] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const wanted = rows.map((row) => ({ ipBlock: row.ipBlock.trim(), description: (row.description ?? '').trim() })).filter((row) => row.ipBlock !== '');
  const save = useRegistryChange(
    project,
    registry.id,
    () => changeBlocks(project, registry.id, side, wanted),
    (kept) => {
      setRows(kept);
      setAsking(false);
      setSaved(true);
    },
  );
  const edit = (next: readonly Block[]) => {
    setRows(next);
    setSaved(false);
    save.reset();
  };
  const change = (index: number, changes: Partial<Block>) => edit(rows.map((row, at) => (at === index ? { ...row, ...changes } : row)));
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(present.map(({ ipBlock, description }) => ({ ipBlock, description })));
  // Whoever closes a side that was open to all should know what that means.
  const isClosing = present.length === 0 && wanted.length > 0;
  const submit = () => save.mutate(undefined);
  return (
    <Stack hasGutter>
      <StackItem>{t(`panel.access.${side}Text`)}</StackItem>
      {rows.length === 0 ? (
        <StackItem>
          <strong>{t('panel.access.open')}</strong>
        </StackItem>
      ) : (
        <StackItem>
          <Table className="ip-grid" variant="compact" aria-label={t(`panel.access.${side}`)} borders={false}>
            <Thead>
              <Tr>
                <Th>{t('panel.access.block')}</Th>
                <Th>{t('panel.access.description')}</Th>
                <Th screenReaderText={t('action.remove')} />
              </Tr>
            </Thead>
            <Tbody>
              {rows.map((row, index) => (
                <Tr key={index}>
                  <Td dataLabel={t('panel.access.block')}>
                    <TextInput
                      aria-label={`${t('panel.access.block')} ${index + 1}`}
                      placeholder="203.0.113.0/24"
                      value={row.ipBlock}
                      onChange={(_, ipBlock) => change(index, { ipBlock })}
                    />
                  </Td>
                  <Td dataLabel={t('panel.access.description')}>
                    <TextInput
                      aria-label={`${t('panel.access.description')} ${index + 1}`}
                      value={row.description ?? ''}
                      onChange={(_, description) => change(index, { description })}
                    />
                  </Td>
                  <Td isActionCell>
                    <Button
                      variant="plain"
                      icon={<TrashIcon />}
                      aria-label={`${t('action.remove')} ${row.ipBlock || index + 1}`}
                      onClick={() => edit(rows.filter((_, at) => at !== index))}
                    />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </StackItem>
      )}
      {isSaved && !isChanged && (
        <StackItem>
          <Saved />
        </StackItem>
      )}
      {!isAsking && (
        <StackItem>
          <Refusal error={save.error} />
        </StackItem>
      )}
      <StackItem>
        <Flex gap={{ default: 'gapSm' }}>
          <Button variant="secondary" icon={<PlusCircleIcon />} onClick={() => edit([...rows, { ipBlock: '', description: '' }])}>
            {t('panel.access.add')}
          </Button>
          <Button isDisabled={!isChanged || save.isPending} isLoading={save.isPending} onClick={() => (isClosing ? setAsking(true) : submit())}>
            {t('action.save')}
          </Button>
          {isChanged && (
            <Button variant="link" onClick={() => edit(present)}>
              {t('action.cancel')}
            </Button>
          )}
        </Flex>
      </StackItem>
      {isAsking && (
        <Confirm
          title={t('panel.access.closeTitle')}
          confirm={t('panel.access.close')}
          danger
          busy={save.isPending}
          error={save.error}
          onConfirm={submit}
          onClose={() => setAsking(false)}
        >
          {t('panel.access.closeText')}
        </Confirm>
      )}
    </Stack>
  );
}
