import type { Language } from '../../shared/domain/platform.ts';

/** The system draws its file dialogs, so their titles come from here and not from the window's language files. */
const titles = {
  exportProfiles: { en: 'Export connections', tr: 'Bağlantıları dışa aktar' },
  importProfiles: { en: 'Import connections', tr: 'Bağlantıları içe aktar' },
  exportTenants: { en: 'Export tenants', tr: 'Kiracıları dışa aktar' },
  saveCertificate: { en: 'Save the certificate', tr: 'Belgeyi kaydet' },
  exportLog: { en: 'Export operation log', tr: 'İşlem kaydını dışa aktar' },
  backupFolder: { en: 'Choose a folder', tr: 'Klasör seçin' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export const dialogTitle = (title: keyof typeof titles, language: Language): string => titles[title][language];
