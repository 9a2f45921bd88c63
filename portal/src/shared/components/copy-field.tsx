import { ClipboardCopy } from '@patternfly/react-core';
import { useTexts } from '@shared/i18n';
import { copy } from '@shared/lib/copy';

/** A text to take along. */
export function CopyField({ text, label }: { text: string; label: string }) {
  const { t } = useTexts();
  return (
    <ClipboardCopy
      isReadOnly
      variant="inline"
      isCode
      hoverTip={t('action.copy')}
      clickTip={t('action.copied')}
      onCopy={() => void copy(text)}
      copyAriaLabel={`${t('action.copy')}: ${label}`}
      textAriaLabel={label}
    >
      {text}
    </ClipboardCopy>
  );
}
