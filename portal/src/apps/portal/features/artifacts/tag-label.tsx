import { Label, type LabelProps } from '@patternfly/react-core';
import { LockIcon } from '@patternfly/react-icons';
import { useTexts } from '@portal/i18n';
import type { Schema } from '@portal/lib/harbor';

/** A tag, with a lock when it is immutable. */
export function TagLabel({ tag, ...more }: { tag: Pick<Schema<'Tag'>, 'name' | 'immutable'> } & Omit<LabelProps, 'color' | 'icon' | 'title' | 'children'>) {
  const { t } = useTexts();
  return (
    <Label color="blue" {...(tag.immutable && { icon: <LockIcon title={t('immutable.tag')} /> })} {...more}>
      {tag.name}
    </Label>
  );
}
