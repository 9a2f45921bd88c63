import { ActionGroup, Button, Checkbox, Form, FormGroup, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Facts } from '@shared/components/facts';
import { Section } from '@shared/components/section';
import { Refusal, Saved } from '@shared/components/states';
import { UsageBar } from '@shared/components/usage-bar';
import { KeptSettings } from '@portal/components/kept/kept-settings';
import { projectQuery } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { storageOf, useProject } from '@portal/lib/project';
import { setVisibility } from './api';

/** What can be set for a project. */
export function ConfigurationPage() {
  const { project, ref, may } = useProject();
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const stored = project.metadata.public === 'true';
  const [isPublic, setPublic] = useState(stored);
  const save = useMutation({
    mutationFn: () => setVisibility(ref, isPublic),
    onSuccess: () => queries.invalidateQueries(projectQuery(ref)),
  });
  const mayChange = may('configuration', 'update');
  return (
    <Stack hasGutter>
      <StackItem>
        <Section title={t('project.access')}>
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate();
            }}
          >
            <Refusal error={save.error} />
            {save.isSuccess && isPublic === stored && <Saved />}
            <FormGroup>
              <Checkbox
                id="project-public"
                label={t('projects.public')}
                description={t('projects.publicText')}
                isChecked={isPublic}
                isDisabled={!mayChange}
                onChange={(_, value) => {
                  save.reset();
                  setPublic(value);
                }}
              />
            </FormGroup>
            {mayChange && (
              <ActionGroup>
                <Button type="submit" isLoading={save.isPending} isDisabled={isPublic === stored || save.isPending}>
                  {t('action.save')}
                </Button>
                <Button variant="link" isDisabled={isPublic === stored} onClick={() => setPublic(stored)}>
                  {t('action.cancel')}
                </Button>
              </ActionGroup>
            )}
          </Form>
        </Section>
      </StackItem>
      <StackItem>
        <KeptSettings owner="project" values={{ ...project.metadata, cve_allowlist: project.cve_allowlist.items.map((one) => one.cve_id).join(', ') }} />
      </StackItem>
      <StackItem>
        <Section title={t('project.quota')}>
          <Facts
            rows={[
              [t('project.storage'), <UsageBar key="usage" storage={storageOf(project)} label={t('project.storage')} />],
              [t('project.quotaBy'), t('project.quotaByText')],
            ]}
          />
        </Section>
      </StackItem>
      <StackItem>
        <Section title={t('project.about')}>
          <Facts
            rows={[
              [t('project.id'), String(project.project_id)],
              [t('project.owner'), project.owner_name],
              [t('projects.created'), time(project.creation_time, language)],
            ]}
          />
        </Section>
      </StackItem>
    </Stack>
  );
}
