import { Alert, Button, Flex, FormGroup, Label, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyField } from '@shared/components/copy-field';
import { FormDialog } from '@shared/components/form-dialog';
import { SecretOnce } from '@shared/components/secret-once';
import { Failure, Loading } from '@shared/components/states';
import { TextField } from '@shared/components/text-field';
import { useTexts } from '@panel/i18n';
import { disableTotp, enableTotp, enrolTotp, renewBackupCodes, totpQuery } from './api';
import { QrCode } from './qr-code';

type Dialog = 'enrol' | 'disable' | 'codes' | '';

/** Codes of an authenticator beside the password (RFC 6238). */
export function SecondFactor() {
  const { t } = useTexts();
  const state = useQuery(totpQuery);
  const [dialog, setDialog] = useState<Dialog>('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (state.data === undefined) {
    return state.isError ? <Failure error={state.error} retry={() => void state.refetch()} /> : <Loading rows={2} />;
  }
  const { enabled, backupCodesLeft } = state.data;
  const close = () => setDialog('');
  const show = (made: readonly string[]) => {
    setCodes(made);
    close();
  };
  return (
    <Stack hasGutter>
      <StackItem>
        <Label color={enabled ? 'green' : 'grey'}>{t(enabled ? 'panel.totp.on' : 'panel.totp.off')}</Label>
      </StackItem>
      <StackItem>{enabled ? t('panel.totp.onText', { count: backupCodesLeft }) : t('panel.totp.offText')}</StackItem>
      <StackItem>
        <Flex gap={{ default: 'gapSm' }}>
          {enabled ? (
            <>
              <Button variant="secondary" onClick={() => setDialog('codes')}>
                {t('panel.totp.newCodes')}
              </Button>
              <Button variant="danger" onClick={() => setDialog('disable')}>
                {t('panel.totp.disable')}
              </Button>
            </>
          ) : (
            <Button variant="secondary" onClick={() => setDialog('enrol')}>
              {t('panel.totp.enable')}
            </Button>
          )}
        </Flex>
      </StackItem>
      {dialog === 'enrol' && <Enrol onDone={show} onClose={close} />}
      {dialog === 'disable' && <Disable onClose={close} />}
      {dialog === 'codes' && <NewCodes onDone={show} onClose={close} />}
      {codes !== null && (
        <SecretOnce
          title={t('panel.totp.codes')}
          facts={[]}
          label={t('panel.totp.codesLabel')}
          secret={codes.join(' ')}
          fileName="recovery-codes.json"
          onClose={() => setCodes(null)}
        />
      )}
    </Stack>
  );
}

/** First the password, then a code of the new authenticator. */
function Enrol({ onDone, onClose }: { onDone: (codes: readonly string[]) => void; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const enrol = useMutation({ mutationFn: () => enrolTotp(password)});
  const enable = useMutation({
    mutationFn: () => enableTotp(code),
    onSuccess: async ({ codes }) => {
      await queries.invalidateQueries(totpQuery);
      onDone(codes);
    },
  });
  const made = enrol.data;
  return (
    <FormDialog
      title={t('panel.totp.enable')}
      submit={t(made ? 'panel.totp.enableNow' : 'panel.next')}
      isReady={made ? code !== '' : password !== ''}
      busy={enrol.isPending || enable.isPending}
      error={made ? enable.error : enrol.error}
      onSubmit={() => (made ? enable.mutate() : enrol.mutate())}
      onClose={onClose}
    >
      {made ? (
        <>
          <p>{t('panel.totp.scan')}</p>
          <QrCode text={made.qrcodeHelper} label={t('panel.totp.qr')} />
          <FormGroup label={t('panel.totp.secret')}>
            <CopyField text={made.secret} label={t('panel.totp.secret')} />
          </FormGroup>
          <TextField label={t('panel.signIn.code')} value={code} onChange={setCode} help={t('panel.totp.codeHelp')} autoFocus />
        </>
      ) : (
        <TextField type="password" label={t('panel.signIn.password')} value={password} onChange={setPassword} help={t('panel.totp.proof')} autoFocus />
      )}
    </FormDialog>
  );
}

function Disable({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const disable = useMutation({
    mutationFn: () => disableTotp(password, code),
    onSuccess: async () => {
      await queries.invalidateQueries(totpQuery);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('panel.totp.disable')}
      submit={t('panel.totp.disable')}
      isReady={password !== '' && code !== ''}
      busy={disable.isPending}
      error={disable.error}
      onSubmit={() => disable.mutate()}
      onClose={onClose}
    >
      <Alert isInline variant="warning" title={t('panel.totp.disableText')} />
      <TextField type="password" label={t('panel.signIn.password')} value={password} onChange={setPassword} autoFocus />
      <TextField label={t('panel.signIn.code')} value={code} onChange={setCode} help={t('panel.signIn.codeHelp')} />
    </FormDialog>
  );
}

function NewCodes({ onDone, onClose }: { onDone: (codes: readonly string[]) => void; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const make = useMutation({
    mutationFn: () => renewBackupCodes(code),
    onSuccess: async ({ codes }) => {
      await queries.invalidateQueries(totpQuery);
      onDone(codes);
    },
  });
  return (
    <FormDialog
      title={t('panel.totp.newCodes')}
      submit={t('panel.totp.newCodes')}
      isReady={code !== ''}
      busy={make.isPending}
      error={make.error}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <p>{t('panel.totp.newCodesText')}</p>
      <TextField label={t('panel.signIn.code')} value={code} onChange={setCode} help={t('panel.signIn.codeHelp')} autoFocus />
    </FormDialog>
  );
}
