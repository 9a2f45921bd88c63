import { Button } from '@patternfly/react-core';
import { DownloadIcon } from '@patternfly/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '../../components/states';
import { useTexts } from '../../i18n';
import { call } from '../../lib/http';
import { address, csv, type Entry, type Filters } from './audit';

const PAGE = 100;
const MOST = 50_000;

/** Saves what the filters leave, all pages of it, as a file for spreadsheets. */
export function Export({ filters, total }: { filters: Filters; total: number }) {
  const { t } = useTexts();
  const [fetched, setFetched] = useState(0);
  const save = useMutation({
    mutationFn: async () => {
      // Entries that come meanwhile would shift the pages: nothing later than now.
      const bound = filters.to === '' ? { ...filters, to: new Date().toLocaleDateString('sv') } : filters;
      const all = new Map<number, Entry>();
      for (let page = 1; all.size < MOST; page++) {
        const { data } = await call<Entry[]>('GET', address(bound, page, PAGE));
        data.forEach((entry) => all.set(entry.id, entry));
        setFetched(all.size);
        if (data.length < PAGE) {
          break;
        }
      }
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([csv([...all.values()])], { type: 'text/csv' }));
      link.download = 'audit-log.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onMutate: () => setFetched(0),
  });
  return (
    <>
      <Button variant="secondary" icon={<DownloadIcon />} isLoading={save.isPending} isDisabled={total === 0 || save.isPending} onClick={() => save.mutate()}>
        {save.isPending ? t('audit.exporting', { done: fetched, all: Math.min(total, MOST) }) : t('audit.export')}
      </Button>
      <Refusal error={save.error} />
    </>
  );
}
