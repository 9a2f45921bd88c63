import {
  Alert, Button, Card, CardBody, CardHeader, CardTitle, Content, Flex, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Stack, StackItem, TextInput,
} from '@patternfly/react-core';
import { BanIcon, CheckCircleIcon } from '@patternfly/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { Facts } from '@shared/components/facts';
import { Nothing, useProblemText } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { paths, signInAndReturn } from '@portal/lib/paths';
import { useSession } from '@portal/lib/session';
import { answerDevice, findDevice } from './api';
import { isWhole, userCode, type DeviceLogin } from './device';

/** Where somebody who is signed in lets a program on another machine in, or not. */
export function DevicePage() {
  const { t } = useTexts();
  const text = useProblemText();
  const { user } = useSession();
  const [parameters] = useSearchParams();
  const given = userCode(parameters.get('code') ?? '');
  const [code, setCode] = useState(given);
  useEffect(() => {
    document.title = `${t('device.title')} · Berth`;
  }, [t]);
  const look = useMutation({
    mutationFn: findDevice,
  });
  const answer = useMutation({
    mutationFn: async (approve: boolean) => {
      await answerDevice(code, approve);
      return approve;
    },
  });
  if (user === null) {
    return <Navigate to={signInAndReturn(`${paths.device}${given === '' ? '' : `?code=${given}`}`)} replace />;
  }
  const error = answer.error ?? look.error;
  return (
    <main className="sign-in">
      <Card className="device-card" isLarge>
        <CardHeader>
          <CardTitle component="h1">{t('device.title')}</CardTitle>
        </CardHeader>
        <CardBody>
          {answer.isSuccess ? (
            <Nothing
              icon={answer.data ? CheckCircleIcon : BanIcon}
              title={answer.data ? t('device.approved') : t('device.denied')}
              action={<Link to={paths.profile}>{t('device.profile')}</Link>}
            >
              {answer.data ? t('device.approvedText') : t('device.deniedText')}
            </Nothing>
          ) : (
            <Stack hasGutter>
              {error !== null && (
                <StackItem>
                  <Alert variant="danger" isInline title={text(error)} />
                </StackItem>
              )}
              {look.data === undefined ? (
                <StackItem>
                  <CodeForm code={code} isBusy={look.isPending} onChange={setCode} onSubmit={() => look.mutate(code)} />
                </StackItem>
              ) : (
                <Question
                  login={look.data}
                  code={code}
                  username={user.username}
                  isBusy={answer.isPending}
                  onAnswer={(approve) => answer.mutate(approve)}
                />
              )}
            </Stack>
          )}
        </CardBody>
      </Card>
    </main>
  );
}

function CodeForm({ code, isBusy, onChange, onSubmit }: { code: string; isBusy: boolean; onChange: (code: string) => void; onSubmit: () => void }) {
  const { t } = useTexts();
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole(code)) onSubmit();
      }}
    >
      <Content component="p">{t('device.text')}</Content>
      <FormGroup label={t('device.code')} fieldId="user-code" isRequired>
        <TextInput
          id="user-code"
          className="device-code"
          isRequired
          autoFocus
          autoComplete="off"
          spellCheck="false"
          value={code}
          aria-describedby="user-code-text"
          onChange={(_, value) => onChange(userCode(value))}
        />
        <FormHelperText>
          <HelperText>
            <HelperTextItem id="user-code-text">{t('device.codeText')}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      <Flex>
        <Button type="submit" isLoading={isBusy} isDisabled={!isWhole(code) || isBusy}>
          {t('device.next')}
        </Button>
      </Flex>
    </Form>
  );
}

interface QuestionProps {
  login: DeviceLogin;
  code: string;
  username: string;
  isBusy: boolean;
  onAnswer: (approve: boolean) => void;
}

function Question({ login, code, username, isBusy, onAnswer }: QuestionProps) {
  const { t } = useTexts();
  return (
    <>
      <StackItem>
        <Content component="p">{t('device.asks', { username })}</Content>
        <Content component="p" className="device-code">
          {code}
        </Content>
      </StackItem>
      {!login.same_address && (
        <StackItem>
          <Alert variant="warning" isInline title={t('device.elsewhere')} />
        </StackItem>
      )}
      <StackItem>
        <Facts
          rows={[
            [t('device.client'), login.client],
            [t('device.device'), login.device],
            [t('device.address'), login.same_address ? t('device.here', { address: login.address }) : login.address],
            [t('device.level'), t(`device.level.${login.level}`)],
            [t('device.projects'), login.projects?.join(', ') ?? t('device.allProjects')],
            [t('device.lifetime'), t('device.days', { days: login.lifetime_days })],
          ]}
        />
      </StackItem>
      <StackItem>
        <Flex>
          <Button id="device-approve" isDisabled={isBusy} onClick={() => onAnswer(true)}>
            {t('device.approve')}
          </Button>
          <Button id="device-deny" variant="secondary" isDanger isDisabled={isBusy} onClick={() => onAnswer(false)}>
            {t('device.deny')}
          </Button>
        </Flex>
      </StackItem>
    </>
  );
}
