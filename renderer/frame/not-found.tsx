import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../components/page.tsx';
import { PageHead } from '../components/page-head.tsx';

export const NotFound = () => {
  const { t } = useTranslation('frame');
  return (
    <>
      <PageHead title={t('notFound.title')} />
      <Page>
        <div>{t('notFound.body')}</div>
        <div>
          <Button component={Link} to="/tenants">
            {t('notFound.action')}
          </Button>
        </div>
      </Page>
    </>
  );
};
