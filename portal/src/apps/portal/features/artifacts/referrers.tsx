import { Label } from '@patternfly/react-core';
import { CertificateIcon, FileAltIcon, ListIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { bytes, shortDigest } from '@shared/lib/format';
import { paths } from '@portal/lib/paths';
import { useProject } from '@portal/lib/project';
import { referrersQuery } from './api';
import type { Accessory, Artifact } from './artifact';

/** A signature of a signature of an attestation is as far as anybody goes. */
const DEEPEST = 4;

/** What points at an artifact, and what points at that: signatures, bills of materials and others. */
export function Referrers({ artifact, repository }: { artifact: Artifact; repository: string }) {
  const { t } = useTexts();
  return (
    <Section title={t('artifacts.referrers')}>
      <ul className="tree" aria-label={t('artifacts.referrers')}>
        {artifact.accessories?.map((accessory) => (
          <Branch key={accessory.digest} accessory={accessory} repository={repository} depth={1} />
        ))}
      </ul>
    </Section>
  );
}

function Branch({ accessory, repository, depth }: { accessory: Accessory; repository: string; depth: number }) {
  const { project, ref } = useProject();
  const { t, language } = useTexts();
  const below = useQuery({ ...referrersQuery(project.name, repository, accessory.digest), enabled: depth < DEEPEST });
  const isSignature = accessory.type.startsWith('signature');
  const isBill = accessory.type.startsWith('sbom');
  return (
    <li>
      <div className="tree-row">
        <Label
          color={isSignature ? 'green' : isBill ? 'purple' : 'grey'}
          icon={isSignature ? <CertificateIcon /> : isBill ? <ListIcon /> : <FileAltIcon />}
        >
          {t(isSignature ? 'artifacts.signature' : isBill ? 'artifacts.sbom' : 'artifacts.referrer')}
        </Label>
        <Link className="digest" to={paths.artifact(ref, repository, accessory.digest)}>
          {shortDigest(accessory.digest)}
        </Link>
        <span>{accessory.artifact_type || accessory.type}</span>
        <span className="subtle">{bytes(accessory.size, language)}</span>
      </div>
      {below.isLoading && <Loading rows={1} />}
      {below.isError && <Failure error={below.error} retry={() => void below.refetch()} />}
      {below.data !== undefined && below.data.length > 0 && (
        <ul>
          {below.data.map((one) => (
            <Branch key={one.digest} accessory={one} repository={repository} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
}
