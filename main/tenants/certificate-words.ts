import type { CertificateItem, KeptItem, ManualItem } from '../../shared/domain/deletion.ts';
import type { Language } from '../../shared/domain/platform.ts';

interface CertificateWords {
  readonly title: string;
  readonly intro: string;
  readonly tenant: string;
  readonly code: string;
  readonly id: string;
  readonly platform: string;
  readonly server: string;
  readonly systemIdentifier: string;
  readonly operation: string;
  readonly reason: string;
  readonly startedBy: string;
  readonly finishedAt: string;
  readonly backup: string;
  readonly export: string;
  readonly archive: string;
  readonly waiver: string;
  readonly removed: string;
  readonly kept: string;
  readonly toDo: string;
  readonly nothing: string;
  readonly what: string;
  readonly name: string;
  readonly count: string;
  readonly why: string;
  readonly where: string;
  readonly gone: string;
  readonly hash: string;
  readonly page: string;
  readonly items: Readonly<Record<CertificateItem['kind'], string>>;
  readonly reasons: Readonly<Record<KeptItem['reason'], string>>;
  readonly manual: Readonly<Record<ManualItem['kind'], string>>;
}

/** What is printed, so it is here and not in the window's language files. */
export const certificateWords: Readonly<Record<Language, CertificateWords>> = {
  en: {
    title: 'Certificate of deletion',
    intro: 'What was removed, what was kept and why, and what a person has still to do.',
    tenant: 'Tenant',
    code: 'Short name',
    id: 'Identifier',
    platform: 'Platform',
    server: 'Server',
    systemIdentifier: "Server's identity",
    operation: 'Operation',
    reason: 'Reason',
    startedBy: 'Started by',
    finishedAt: 'Finished at',
    backup: 'Backup',
    export: 'Export',
    archive: 'File',
    waiver: 'Waived in writing',
    removed: 'Removed',
    kept: 'Kept',
    toDo: 'Left to do by hand',
    nothing: 'Nothing',
    what: 'What',
    name: 'Name',
    count: 'Count',
    why: 'Why',
    where: 'Where',
    gone: 'not there any more when the deletion began',
    hash: 'SHA-256 of the certificate',
    page: 'Page',
    items: {
      database: 'Database',
      role: 'Role',
      copy: 'Copy of the database',
      domain: 'Domain',
      secret: 'Password of the role',
      rows: 'Rows',
    },
    reasons: {
      invoices_by_law: 'the law wants invoices kept',
      tombstone: 'no backup may bring the tenant back',
      history: 'history of the subscription',
      operation_log: 'record of how it was deleted',
    },
    manual: {
      backup_file: 'Backup file',
      export_file: 'Export file',
      dns: 'DNS record',
      other: 'Other',
    },
  },
  tr: {
    title: 'Silme belgesi',
    intro: 'Neyin silindiği, neyin hangi nedenle saklandığı ve elle yapılması gerekenler.',
    tenant: 'Kiracı',
    code: 'Kısa ad',
    id: 'Kimlik',
    platform: 'Platform',
    server: 'Sunucu',
    systemIdentifier: 'Sunucunun kimliği',
    operation: 'İşlem',
    reason: 'Neden',
    startedBy: 'Başlatan',
    finishedAt: 'Bitiş zamanı',
    backup: 'Yedek',
    export: 'Dışa aktarım',
    archive: 'Dosya',
    waiver: 'Yazılı feragat',
    removed: 'Silinenler',
    kept: 'Saklananlar',
    toDo: 'Elle yapılacaklar',
    nothing: 'Yok',
    what: 'Ne',
    name: 'Ad',
    count: 'Sayı',
    why: 'Neden',
    where: 'Nerede',
    gone: 'silme başladığında artık yoktu',
    hash: 'Belgenin SHA-256 özeti',
    page: 'Sayfa',
    items: {
      database: 'Veritabanı',
      role: 'Rol',
      copy: 'Veritabanının kopyası',
      domain: 'Alan adı',
      secret: 'Rolün parolası',
      rows: 'Satırlar',
    },
    reasons: {
      invoices_by_law: 'faturaların saklanması yasal zorunluluk',
      tombstone: 'hiçbir yedek kiracıyı geri getirmesin diye',
      history: 'aboneliğin geçmişi',
      operation_log: 'nasıl silindiğinin kaydı',
    },
    manual: {
      backup_file: 'Yedek dosyası',
      export_file: 'Dışa aktarım dosyası',
      dns: 'DNS kaydı',
      other: 'Diğer',
    },
  },
};
