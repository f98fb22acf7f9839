import { expect, it } from 'vitest';
import { fieldsOf, readForm } from '../../renderer/screens/connections/profile-form.ts';
import { newProfile, profileSettingsSchema } from '../../shared/domain/connection-profile.ts';
import { defaultResetLink } from '../../shared/domain/reset-link.ts';

const settings = { ...newProfile, name: 'Live', host: 'db.example.com', user: 'console' };

it('a connection that was kept before links were sent has the usual one', () => {
  const { resetLink: _, ...older } = settings;
  expect(profileSettingsSchema.parse(older).resetLink).toBe(defaultResetLink);
});

it('a link goes through the form as it was typed, and a bad one is said at its field', () => {
  const resetLink = 'https://portal.{domain}/parola/{token}';
  expect(readForm({ ...fieldsOf(settings), resetLink })).toMatchObject({ ok: true, settings: { resetLink } });
  const read = readForm({ ...fieldsOf(settings), resetLink: 'http://{domain}/{token}' });
  expect(read.ok).toBe(false);
  expect(!read.ok && [...read.wrong]).toEqual([['resetLink', { key: 'link', max: 0 }]]);
});
