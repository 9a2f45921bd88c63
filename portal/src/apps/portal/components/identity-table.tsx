import type { Schema } from '@portal/lib/harbor';
import { Label, LabelGroup } from '@patternfly/react-core';
import type { IAction } from '@patternfly/react-table';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { DataTable } from '@shared/components/data-table';

/** How a provider knows a user. */
export type Identity = Schema<'Identity'>;

export function IdentityTable(props: { label: string; identities: readonly Identity[]; actions?: (identity: Identity) => IAction[] }) {
  const { t, language } = useTexts();
  return (
    <DataTable
      isCompact
      label={props.label}
      rows={props.identities}
      rowKey={(identity) => identity.id}
      columns={[
        { title: t('identities.issuer'), modifier: 'breakWord', cell: (identity) => identity.issuer },
        { title: t('identities.subject'), modifier: 'breakWord', cell: (identity) => identity.subject },
        {
          title: t('identities.groups'),
          cell: (identity) => (
            <LabelGroup numLabels={5}>
              {identity.groups.map((group) => (
                <Label key={group} isCompact>
                  {group}
                </Label>
              ))}
            </LabelGroup>
          ),
        },
        {
          title: t('identities.confirmed'),
          cell: ({ refused_reason: reason, confirmed_time: confirmed, notice }) => (
            <>
              {reason === null ? time(confirmed, language) : t('identities.refused', { reason })}
              {notice !== null && (
                <small>
                  <br />
                  {notice}
                </small>
              )}
            </>
          ),
        },
      ]}
      {...(props.actions && { actions: props.actions })}
    />
  );
}
