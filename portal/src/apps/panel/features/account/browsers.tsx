import { Label } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Failure, Loading, Refusal } from '@shared/components/states';
import { browserOf } from '@shared/lib/browser-of';
import { time } from '@shared/lib/format';
import { useTexts } from '@panel/i18n';
import { browsersQuery, endBrowser } from './api';

/** The browsers the account is signed in with. */
export function Browsers() {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const browsers = useQuery(browsersQuery);
  const end = useMutation({
    mutationFn: endBrowser,
    onSuccess: () => queries.invalidateQueries(browsersQuery),
  });
  if (browsers.data === undefined) {
    return browsers.isError ? <Failure error={browsers.error} retry={() => void browsers.refetch()} /> : <Loading rows={2} />;
  }
  return (
    <>
      <Refusal error={end.error} />
      <DataTable
        label={t('panel.browsers.title')}
        isCompact
        rows={browsers.data}
        rowKey={(browser) => browser.id}
        columns={[
          {
            title: t('panel.browsers.browser'),
            cell: (browser) => (
              <>
                {browserOf(browser.userAgent)} {browser.current && <Label color="blue">{t('panel.browsers.this')}</Label>}
              </>
            ),
          },
          { title: t('panel.ip'), cell: (browser) => browser.ip },
          { title: t('panel.browsers.since'), cell: (browser) => time(browser.creationDate, language) },
          { title: t('panel.lastUse'), cell: (browser) => time(browser.lastUse, language) },
        ]}
        actions={(browser) => (browser.current ? [] : [{ title: t('panel.menu.signOut'), onClick: () => end.mutate(browser.id) }])}
      />
    </>
  );
}
