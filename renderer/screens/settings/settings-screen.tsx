import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Page } from '../../components/page.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { ViewTabs } from '../../components/view-tabs.tsx';
import { AboutSection } from './about-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { SectionColumn } from './section-column.tsx';

const sections = ['general', 'connections', 'about'] as const;

/** What this computer keeps, and what it is. */
export const SettingsScreen = () => {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const params = useParams();
  const section = sections.find((name) => name === params['section']) ?? 'general';
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      <ViewTabs
        label={t('title')}
        tabs={sections.map((value) => ({ value, label: t(`section.${value}`) }))}
        value={section}
        onChange={(next) => void navigate(`/settings/${next}`)}
      />
      <Page>
        {section === 'general' && (
          <SectionColumn>
            <GeneralSection />
          </SectionColumn>
        )}
        {section === 'connections' && <ConnectionsSection />}
        {section === 'about' && (
          <SectionColumn>
            <AboutSection />
          </SectionColumn>
        )}
      </Page>
    </>
  );
};
