import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecretName } from '../../../shared/domain/connection-profile.ts';
import { tlsModes } from '../../../shared/domain/connection-profile.ts';
import { databaseNameFor } from '../../../shared/domain/names.ts';
import { environments, layoutKinds, servedLayouts } from '../../../shared/domain/platform.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import type { FieldName, ProfileFields } from './profile-form.ts';

interface SectionsProps {
  readonly fields: ProfileFields;
  /** What is wrong, in words, by field. */
  readonly wrong: ReadonlyMap<FieldName, string>;
  /** Secrets that the keychain already holds. */
  readonly kept: ReadonlyArray<SecretName>;
  onChange(part: Partial<ProfileFields>): void;
  onLeave(field: FieldName): void;
}

type TextField = { [F in FieldName]: ProfileFields[F] extends string ? F : never }[FieldName];

/** What a profile says, in the order in which an operator knows it. */
export const ProfileSections = ({ fields, wrong, kept, onChange, onLeave }: SectionsProps) => {
  const { t } = useTranslation(['connections', 'status']);
  const text = (
    name: TextField & keyof typeof helps,
    options: { readonly mono?: true; readonly type?: 'email'; readonly rows?: number } = {},
  ): ReactNode => (
    <TextInput
      name={name}
      label={t(`connections:field.${name}`)}
      help={
        helps[name] === null
          ? undefined
          : t(`connections:help.${helps[name]}`, { example: databaseNameFor(fields.databasePattern, 'isik-elektrik') })
      }
      value={fields[name]}
      error={wrong.get(name)}
      onChange={(event) => onChange({ [name]: event.target.value })}
      onBlur={() => onLeave(name)}
      {...options}
    />
  );
  const secret = (name: 'password' | 'smtpPassword', secretName: SecretName): ReactNode => (
    <PasswordInput
      name={name}
      label={t(`connections:field.${name}`)}
      help={t(kept.includes(secretName) ? 'connections:help.secretKept' : 'connections:help.secret')}
      value={fields[name]}
      error={wrong.get(name)}
      autoComplete="off"
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  return (
    <>
      <Section title={t('connections:section.platform')}>
        <Row columns="2fr 1fr">
          {text('name')}
          <SelectInput
            label={t('connections:field.layout')}
            value={fields.layout}
            options={layoutKinds.map((value) => ({
              value,
              label: t(`connections:layout.${value}`),
              disabled: !servedLayouts.includes(value),
            }))}
            onChange={(layout) => onChange({ layout })}
          />
        </Row>
        <Box>
          <Box sx={{ mb: 1, fontSize: 12, lineHeight: '18px', fontWeight: 500, color: 'ink.secondary' }}>
            {t('connections:field.environment')}
          </Box>
          <Segmented
            label={t('connections:field.environment')}
            value={fields.environment}
            options={environments.map((value) => ({ value, label: t(`status:environment.${value}`) }))}
            onChange={(environment) => onChange({ environment })}
          />
          <Box sx={{ mt: 1, fontSize: 12, lineHeight: '18px', color: 'ink.tertiary' }}>
            {t(`connections:help.environment.${fields.environment}`)}
          </Box>
        </Box>
      </Section>
      <Section title={t('connections:section.server')}>
        <Row columns="3fr 1fr">
          {text('host', { mono: true })}
          {text('port', { mono: true })}
        </Row>
        <Row columns="1fr 1fr 1fr">
          {text('database', { mono: true })}
          {text('user', { mono: true })}
          {secret('password', 'database')}
        </Row>
        <SelectInput
          label={t('connections:field.tls')}
          value={fields.tls}
          options={tlsModes.map((value) => ({ value, label: t(`connections:tls.${value}`) }))}
          onChange={(tls) => onChange({ tls })}
        />
        {fields.tls !== 'off' && text('caCertificate', { mono: true, rows: 3 })}
      </Section>
      <Section title={t('connections:section.names')}>
        <Row columns="1fr 1fr">
          {text('databasePattern', { mono: true })}
          {text('baseDomains', { mono: true })}
        </Row>
        <Row columns="1fr 1fr">
          {text('reservedCodes', { mono: true })}
          {text('dnsServers', { mono: true })}
        </Row>
        <Row columns="1fr 1fr 1fr">
          <SelectInput
            label={t('connections:field.languages')}
            value={fields.languages}
            options={[
              { value: 'tr', label: 'Türkçe' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(languages) => onChange({ languages })}
          />
          {text('timeZone')}
          {text('currency')}
        </Row>
      </Section>
      <Section title={t('connections:section.mail')}>
        <CheckInput
          label={t('connections:field.mail')}
          help={t('connections:help.mail')}
          checked={fields.mail}
          onChange={(mail) => onChange({ mail })}
        />
        {fields.mail && (
          <>
            <Row columns="2fr 1fr 1fr">
              {text('smtpHost', { mono: true })}
              {text('smtpPort', { mono: true })}
              <SelectInput
                label={t('connections:field.smtpSecurity')}
                value={fields.smtpSecurity}
                options={(['starttls', 'tls', 'none'] as const).map((value) => ({
                  value,
                  label: t(`connections:smtp.${value}`),
                }))}
                onChange={(smtpSecurity) => onChange({ smtpSecurity })}
              />
            </Row>
            <Row columns="1fr 1fr">
              {text('smtpUser')}
              {secret('smtpPassword', 'smtp')}
            </Row>
            <Row columns="1fr 1fr">
              {text('smtpFromName')}
              {text('smtpFromAddress', { type: 'email' })}
            </Row>
            {text('resetLink', { mono: true })}
          </>
        )}
      </Section>
    </>
  );
};

const helps = {
  name: null,
  host: 'host',
  port: null,
  database: null,
  user: null,
  caCertificate: 'caCertificate',
  databasePattern: 'databasePattern',
  baseDomains: 'baseDomains',
  reservedCodes: 'reservedCodes',
  dnsServers: 'dnsServers',
  timeZone: null,
  currency: null,
  resetLink: 'resetLink',
  smtpHost: null,
  smtpPort: null,
  smtpUser: 'smtpUser',
  smtpFromName: null,
  smtpFromAddress: null,
} as const;

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: '12px' }}>
    <Box component="legend" sx={{ p: 0, mb: '8px', fontSize: 13, fontWeight: 600 }}>
      {title}
    </Box>
    {children}
  </Box>
);

const Row = ({ columns, children }: { readonly columns: string; readonly children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: columns, gap: '12px', alignItems: 'start' }}>{children}</Box>
);
