import { ActionGroup, Alert, Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useProblemText } from '@shared/components/states';
import { useFirstTexts } from '@panel/i18n/first';
import { keepCsrfToken } from '@panel/lib/control';
import { signIn, signInWithCode } from './api';

/**
 * Account and password, then a code where the account has a second factor.
 *
 * @param account whose password is asked for; asked for too when absent
 */
export function SignInForm({ account, onSignedIn }: { account?: string; onSignedIn: () => void }) {
  const { t } = useFirstTexts();
  const text = useProblemText();
  const [name, setName] = useState(account ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [ticket, setTicket] = useState<string | null>(null);
  const enter = useMutation({
    mutationFn: () => (ticket === null ? signIn(name, password) : signInWithCode(ticket, code)),
    onSuccess: (answer) => {
      if (answer.state === 'codeNeeded') {
        setTicket(answer.ticket);
        return;
      }
      keepCsrfToken(answer.csrfToken ?? '');
      onSignedIn();
    },
  });
  const isComplete = ticket === null ? name !== '' && password !== '' : code !== '';
  const startOver = () => {
    setTicket(null);
    setCode('');
    setPassword('');
    enter.reset();
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !enter.isPending) enter.mutate();
      }}
    >
      {enter.error !== null && <Alert variant="danger" isInline isLiveRegion title={text(enter.error)} />}
      {ticket === null ? (
        <>
          <FormGroup label={t('panel.signIn.account')} fieldId="account" isRequired>
            <TextInput
              id="account"
              autoComplete="username"
              isRequired
              autoFocus={account === undefined}
              {...(account !== undefined && { readOnlyVariant: 'plain' as const })}
              value={name}
              onChange={(_, value) => setName(value)}
            />
          </FormGroup>
          <FormGroup label={t('panel.signIn.password')} fieldId="password" isRequired>
            <TextInput
              id="password"
              type="password"
              autoComplete="current-password"
              isRequired
              autoFocus={account !== undefined}
              value={password}
              onChange={(_, value) => setPassword(value)}
            />
          </FormGroup>
        </>
      ) : (
        <FormGroup label={t('panel.signIn.code')} fieldId="code" isRequired>
          <TextInput
            id="code"
            autoComplete="one-time-code"
            isRequired
            autoFocus
            aria-describedby="code-help"
            value={code}
            onChange={(_, value) => setCode(value)}
          />
          <FormHelperText>
            <HelperText id="code-help">
              <HelperTextItem>{t('panel.signIn.codeHelp')}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      )}
      <ActionGroup>
        <Button type="submit" isBlock isLoading={enter.isPending} isDisabled={!isComplete || enter.isPending}>
          {t('panel.signIn.submit')}
        </Button>
        {ticket !== null && (
          <Button variant="link" isBlock onClick={startOver}>
            {t('panel.signIn.startOver')}
          </Button>
        )}
      </ActionGroup>
    </Form>
  );
}
