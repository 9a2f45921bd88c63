import { List, ListItem } from '@patternfly/react-core';
import { Remove } from '@shared/components/remove';
import { useTexts } from '@portal/i18n';
import { bytes, shortDigest } from '@shared/lib/format';
import { useProject } from '@portal/lib/project';
import { allOfRepository, deleteArtifact } from './api';
import type { Artifact } from './artifact';

const SHOWN = 10;

/** Names what goes with an artifact: its tags and what points at it. */
export function DeleteArtifact(props: { repository: string; artifact: Artifact; onDone?: () => void; onClose: () => void }) {
  const { artifact } = props;
  const { project } = useProject();
  const { t, language } = useTexts();
  const referrers = artifact.accessories?.length ?? 0;
  const tags = (artifact.tags ?? []).map((tag) => tag.name);
  const more = tags.length - SHOWN;
  return (
    <Remove
      title={t('artifacts.deleteTitle')}
      remove={() => deleteArtifact(project.name, props.repository, artifact.digest)}
      shownBy={[allOfRepository(project.name, props.repository)]}
      onClose={props.onClose}
      {...(props.onDone && { onDone: props.onDone })}
    >
      <List>
        <ListItem>
          <span className="digest">{shortDigest(artifact.digest)}</span>, {bytes(artifact.size, language)}
        </ListItem>
        {tags.length > 0 && (
          <ListItem>
            {t('artifacts.deleteText', { tags: tags.slice(0, SHOWN).join(', ') })}
            {more > 0 && ` ${t('artifacts.moreTags', { count: more })}`}
          </ListItem>
        )}
        {referrers > 0 && <ListItem>{t('artifacts.deleteReferrers', { count: referrers })}</ListItem>}
      </List>
    </Remove>
  );
}
