import { Banner } from '@patternfly/react-core';
import { useTexts } from './i18n';
import type { SystemInfo } from './lib/session';

/** What everybody should know: the administrators' message, and that nothing can be pushed. */
export function Banners({ info }: { info: SystemInfo }) {
  const { t } = useTexts();
  return (
    <>
      {info.banner_message !== '' && <Banner color="blue">{info.banner_message}</Banner>}
      {info.read_only === true && <Banner status="warning">{t('state.readOnly')}</Banner>}
    </>
  );
}
