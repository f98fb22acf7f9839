import type { FlagStage } from '../../../shared/domain/flags.ts';

export interface DemoFlag {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  /** Days from today; negative: it is over. */
  readonly expiresInDays: number | null;
  /** As it is stored; one is a word that nobody knows. */
  readonly status: string;
  readonly stoppedFrom: FlagStage | null;
  readonly rollout: number;
  /** A package's name. */
  readonly requires: string | null;
  /** So many tenants on each list. */
  readonly alwaysOn: number;
  readonly neverOn: number;
  readonly roles: ReadonlyArray<string>;
  /** Listed, and no tenant of this platform. */
  readonly strangers: number;
  readonly createdDaysAgo: number;
  readonly changedDaysAgo: number | null;
  readonly reason: string;
}

type Bare = Pick<DemoFlag, 'key' | 'name' | 'description' | 'owner' | 'status' | 'createdDaysAgo' | 'reason'>;

const flag = (bare: Bare, rest: Partial<DemoFlag> = {}): DemoFlag => ({
  ...{ expiresInDays: null, stoppedFrom: null, rollout: 0, requires: null, alwaysOn: 0, neverOn: 0 },
  ...{ roles: [], strangers: 0, changedDaysAgo: 3 },
  ...bare,
  ...rest,
});

/** A flag in every state that a screen has to show. */
export const demoFlags: ReadonlyArray<DemoFlag> = [
  flag(
    {
      ...{ key: 'einvoice.batch_send', name: 'e-Faturayı toplu gönder', owner: 'Fatura', status: 'enabled' },
      ...{ description: '100 belgeye kadar toplu gönderim.', createdDaysAgo: 40, reason: 'İlk dalga' },
    },
    { rollout: 10, requires: 'Profesyonel', alwaysOn: 3, neverOn: 1, expiresInDays: 130, changedDaysAgo: 1 },
  ),
  flag(
    {
      ...{ key: 'accounting.fx_revalue', name: 'Ay sonu kur değerlemesi', owner: 'Muhasebe', status: 'enabled' },
      ...{ description: 'Dövizli hesapları ay sonunda değerler.', createdDaysAgo: 90, reason: 'Herkese açıldı' },
    },
    { rollout: 100, changedDaysAgo: 8 },
  ),
  flag(
    {
      ...{ key: 'crm.whatsapp_inbox', name: 'WhatsApp gelen kutusu', owner: 'CRM', status: 'development' },
      ...{ description: 'Mesajlar e-postaların yanında.', createdDaysAgo: 25, reason: 'Pilot müşteriler eklendi' },
    },
    { rollout: 20, alwaysOn: 8, roles: ['admin'], changedDaysAgo: 10 },
  ),
  flag(
    {
      ...{ key: 'ui.new_navigation', name: 'Yeni gezinme', owner: 'Arayüz', status: 'enabled' },
      ...{ description: 'Solda yeni menü.', createdDaysAgo: 60, reason: 'Şikâyet yok, oran artırıldı' },
    },
    { rollout: 60, changedDaysAgo: 11, expiresInDays: 45 },
  ),
  flag(
    {
      ...{ key: 'reports.async_export', name: 'Raporu arka planda dışa aktar', owner: 'Raporlar', status: 'enabled' },
      ...{ description: 'Büyük raporlar beklemeden hazırlanır.', createdDaysAgo: 120, reason: 'Herkese açıldı' },
    },
    { rollout: 100, changedDaysAgo: 18 },
  ),
  flag(
    {
      ...{ key: 'hr.shift_planner', name: 'Vardiya planı', owner: 'İK', status: 'enabled' },
      ...{ description: 'Haftalık vardiya çizelgesi.', createdDaysAgo: 75, reason: 'Yalnızca en üst pakette' },
    },
    { rollout: 100, requires: 'Kurumsal', changedDaysAgo: 20 },
  ),
  flag(
    {
      ...{ key: 'payroll.sgk_direct', name: 'SGK’ya doğrudan bildirim', owner: 'İK', status: 'disabled' },
      ...{ description: 'Bildirgeyi doğrudan gönderir.', createdDaysAgo: 150, reason: 'Kurumun sınaması bekleniyor' },
    },
    { rollout: 100, changedDaysAgo: 23 },
  ),
  flag(
    {
      ...{ key: 'sales.quote_ai_text', name: 'Teklif metni önerisi', owner: 'Satış', status: 'disabled' },
      ...{ description: 'Teklif metni önerir.', createdDaysAgo: 55, reason: 'Yanlış fiyatlı metin önerdi' },
    },
    { stoppedFrom: 'enabled', rollout: 40, alwaysOn: 2, changedDaysAgo: 2 },
  ),
  flag(
    {
      ...{ key: 'inventory.lot_tracking', name: 'Parti ve seri takibi', owner: 'Stok', status: 'enabled' },
      ...{ description: 'Stok hareketlerinde parti numarası.', createdDaysAgo: 200, reason: 'Bir kiracı istemedi' },
    },
    { rollout: 100, neverOn: 1, changedDaysAgo: 31 },
  ),
  flag(
    {
      ...{ key: 'auth.passkeys', name: 'Geçiş anahtarları', owner: 'Güvenlik', status: 'enabled' },
      ...{ description: 'Parola yerine geçiş anahtarıyla giriş.', createdDaysAgo: 35, reason: 'İlk yüzde on' },
    },
    { rollout: 10, changedDaysAgo: 34, expiresInDays: 90 },
  ),
  flag(
    {
      ...{ key: 'pos.offline_mode', name: 'Çevrimdışı kasa', owner: 'Satış', status: 'enabled' },
      ...{ description: 'Bağlantı yokken de satış.', createdDaysAgo: 48, reason: 'Üç mağaza zinciriyle deneme' },
    },
    { alwaysOn: 3, changedDaysAgo: 43 },
  ),
  flag(
    {
      ...{ key: 'api.v3', name: 'Açık API v3', owner: 'Platform', status: 'planned' },
      ...{ description: 'Üçüncü sürüm; henüz yazılıyor.', createdDaysAgo: 50, reason: '' },
    },
    { changedDaysAgo: null },
  ),
  flag(
    {
      ...{ key: 'docs.e_signature', name: 'Belgelerde e-İmza', owner: 'Belgeler', status: 'enabled' },
      ...{ description: 'Belgeyi tarayıcıda imzala.', createdDaysAgo: 300, reason: 'Profesyonel paketten başlayarak' },
    },
    { rollout: 100, requires: 'Profesyonel', changedDaysAgo: 58, expiresInDays: -20 },
  ),
  flag(
    {
      ...{ key: 'legacy.import', name: 'Eski sistemden aktarım', owner: 'Platform', status: 'beta' },
      ...{ description: 'Eski programın verilerini okur.', createdDaysAgo: 400, reason: '' },
    },
    { rollout: 30, alwaysOn: 1, strangers: 1, changedDaysAgo: null },
  ),
];
