import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core';
import { CopyField } from '@shared/components/copy-field';
import { useTexts, type Key } from '@portal/i18n';
import { useSession } from '@portal/lib/session';

/** How to get something into a project. */
export function PushCommands({ project }: { project: string }) {
  const { t } = useTexts();
  const host = useSession().info.registry_url ?? window.location.host;
  const commands: [Key, string][] = [
    ['push.tag', `docker tag SOURCE[:TAG] ${host}/${project}/REPOSITORY[:TAG]`],
    ['push.docker', `docker push ${host}/${project}/REPOSITORY[:TAG]`],
    ['push.podman', `podman push IMAGE ${host}/${project}/REPOSITORY[:TAG]`],
    ['push.helm', `helm push CHART.tgz oci://${host}/${project}`],
    ['push.oras', `oras push ${host}/${project}/REPOSITORY:TAG FILE`],
  ];
  return (
    <DescriptionList>
      {commands.map(([label, command]) => (
        <DescriptionListGroup key={label}>
          <DescriptionListTerm>{t(label)}</DescriptionListTerm>
          <DescriptionListDescription>
            <CopyField text={command} label={t(label)} />
          </DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
