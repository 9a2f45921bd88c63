import { Checkbox, FormGroup, Switch, TextArea } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '@shared/components/choice-field';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { useTexts, type Key } from '@portal/i18n';
import { saveTarget, targetsQuery, type Target } from './api';
import { isAddress, KINDS, type Kind } from './target';

/** A new target, or another one changed. */
export function TargetForm({ target, onClose }: { target?: Target; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState(target?.name ?? '');
  const [kind, setKind] = useState<Kind>(target?.kind ?? 'syslog-tls');
  const [address, setAddress] = useState(target?.address ?? '');
  const [auth, setAuth] = useState('');
  const [certificates, setCertificates] = useState(target?.certificates ?? '');
  const [skipVerify, setSkipVerify] = useState(target?.skip_cert_verify ?? false);
  const [enabled, setEnabled] = useState(target?.enabled ?? true);
  const isSecret = kind === 'syslog-tls' || kind === 'http';
  const save = useMutation({
    mutationFn: () =>
      saveTarget(target?.id, {
        name,
        kind,
        address,
        enabled,
        ...(isSecret && { certificates, skip_cert_verify: skipVerify }),
        ...(kind === 'http' && auth !== '' && { auth_header: auth }),
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(targetsQuery);
    },
  });
  const isGood = isAddress(kind, address);
  return (
    <FormDialog
      title={target === undefined ? t('forward.new') : target.name}
      submit={t(target === undefined ? 'action.create' : 'action.save')}
      isLarge
      isReady={name.trim() !== '' && isGood}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label={t('forward.name')} value={name} onChange={setName} isRequired autoFocus />
      <ChoiceField
        label={t('forward.kind')}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        options={KINDS.map((one) => [one, t(`forward.kind.${one}` as Key)])}
      />
      <TextField
        label={t('forward.address')}
        value={address}
        onChange={setAddress}
        isRequired
        isWrong={address !== '' && !isGood}
        help={t(kind === 'http' ? 'forward.urlRule' : 'forward.addressRule')}
      />
      {kind === 'http' && (
        <TextField label={t('forward.auth')} value={auth} onChange={setAuth} help={t(target?.authorized === true ? 'forward.authStays' : 'forward.authHelp')} />
      )}
      {isSecret && (
        <>
          <FormGroup label={t('forward.certificates')} fieldId="forward-certificates">
            <TextArea
              id="forward-certificates"
              value={certificates}
              rows={3}
              resizeOrientation="vertical"
              placeholder="-----BEGIN CERTIFICATE-----"
              onChange={(_, value) => setCertificates(value)}
            />
          </FormGroup>
          <Checkbox id="forward-skip-verify" label={t('forward.skipVerify')} isChecked={skipVerify} onChange={(_, value) => setSkipVerify(value)} />
        </>
      )}
      {!isSecret && <p className="subtle">{t('forward.readable')}</p>}
      <Switch id="forward-enabled" label={t('forward.enabled')} isChecked={enabled} onChange={(_, value) => setEnabled(value)} />
    </FormDialog>
  );
}
