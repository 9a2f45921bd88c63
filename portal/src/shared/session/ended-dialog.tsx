import { Modal, ModalBody, ModalFooter, ModalHeader, Stack, StackItem } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';
import { useTexts } from '@shared/i18n';

/** Says over the page, which stays as it is, that its session has ended. */
export function EndedDialog({ text, children, actions }: { text: string; children?: ReactNode; actions?: ReactNode }) {
  const { t } = useTexts();
  useEffect(() => {
    const box = document.getElementById('session-ended')?.closest('body > *');
    if (!box) {
      return;
    }
    // A dialog below hides everything beside itself from screen readers, this one too.
    const show = () => box.removeAttribute('aria-hidden');
    const hidden = new MutationObserver(show);
    hidden.observe(box, { attributeFilter: ['aria-hidden'] });
    show();
    return () => hidden.disconnect();
  }, []);
  return (
    <Modal isOpen variant="small" aria-labelledby="session-ended" aria-describedby="session-ended-text">
      <ModalHeader title={t('session.ended')} labelId="session-ended" titleIconVariant="info" />
      <ModalBody>
        <Stack hasGutter>
          <StackItem id="session-ended-text">{text}</StackItem>
          {children !== undefined && <StackItem>{children}</StackItem>}
        </Stack>
      </ModalBody>
      {actions !== undefined && <ModalFooter>{actions}</ModalFooter>}
    </Modal>
  );
}
