import { Label, Spinner } from '@patternfly/react-core';
import { CheckCircleIcon, ExclamationCircleIcon } from '@patternfly/react-icons';
import { useTexts, type Key } from '@panel/i18n';
import { isBusy, type Registry } from '@panel/lib/registry';

const KNOWN = ['READY', 'INSTALLING', 'SCALING_UP', 'UPDATING', 'DELETING', 'ERROR'];

/** Where a registry stands; what is in progress turns. */
export function RegistryStatus({ registry }: { registry: Registry }) {
  const { t } = useTexts();
  const text = KNOWN.includes(registry.status) ? t(`panel.status.${registry.status}` as Key) : registry.status;
  if (isBusy(registry)) {
    return (
      <Label color="blue" icon={<Spinner size="sm" aria-hidden="true" />}>
        {text}
      </Label>
    );
  }
  return registry.status === 'READY' ? (
    <Label color="green" icon={<CheckCircleIcon />}>
      {text}
    </Label>
  ) : (
    <Label color="red" icon={<ExclamationCircleIcon />}>
      {text}
    </Label>
  );
}
