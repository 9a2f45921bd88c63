import { Button, Tooltip } from '@patternfly/react-core';
import { CopyIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { useTexts } from '@shared/i18n';
import { copy } from '@shared/lib/copy';

/** Copies a text that is too long to show; hovering shows it, or the tip. */
export function CopyButton({ text, label, tip }: { text: string; label: string; tip?: string }) {
  const { t } = useTexts();
  const [isCopied, setCopied] = useState(false);
  return (
    <Tooltip content={isCopied ? t('action.copied') : (tip ?? text)} onTooltipHidden={() => setCopied(false)} isContentLeftAligned maxWidth="40rem">
      <Button
        variant="plain"
        icon={<CopyIcon />}
        aria-label={`${t('action.copy')}: ${label}`}
        onClick={() => void copy(text).then(() => setCopied(true))}
      />
    </Tooltip>
  );
}
