import type { Random } from '../../builders/random.ts';
import type { DemoPackage } from './types.ts';

export interface DemoModule {
  readonly code: string;
  readonly name: string;
  readonly description: string;
}

export const demoModules: ReadonlyArray<DemoModule> = [
  { code: 'CRM', name: 'Müşteri İlişkileri', description: 'Müşteriler, fırsatlar ve kampanyalar' },
  { code: 'Sales', name: 'Satış', description: 'Siparişler, teklifler, faturalar ve sevkiyat' },
  { code: 'Inventory', name: 'Stok Yönetimi', description: 'Ürünler, depolar ve stok hareketleri' },
  { code: 'HR', name: 'İnsan Kaynakları', description: 'Çalışanlar, izinler ve bordro' },
  { code: 'Finance', name: 'Finans/Muhasebe', description: 'Hesaplar, yevmiye ve bütçeler' },
  { code: 'Purchase', name: 'Satın Alma', description: 'Tedarikçiler ve satın alma siparişleri' },
  { code: 'Projects', name: 'Proje Yönetimi', description: 'Projeler, görevler ve zaman kayıtları' },
];

const offers: ReadonlyArray<Omit<DemoPackage, 'id'>> = [
  {
    name: 'Başlangıç',
    type: 'Starter',
    price: '499.00',
    yearlyPrice: '4990.00',
    currency: 'TRY',
    maxUsers: 5,
    moduleCodes: ['CRM', 'Sales'],
  },
  {
    name: 'Profesyonel',
    type: 'Professional',
    price: '1299.00',
    yearlyPrice: '12990.00',
    currency: 'TRY',
    maxUsers: 25,
    moduleCodes: ['CRM', 'Sales', 'Inventory', 'Finance'],
  },
  {
    name: 'Kurumsal',
    type: 'Enterprise',
    price: '3499.90',
    yearlyPrice: '34999.00',
    currency: 'TRY',
    maxUsers: 100,
    moduleCodes: demoModules.map(({ code }) => code),
  },
  {
    name: 'International',
    type: 'Professional',
    price: '49.50',
    yearlyPrice: '495.00',
    currency: 'EUR',
    maxUsers: 25,
    moduleCodes: ['CRM', 'Sales', 'Inventory', 'Purchase', 'Projects'],
  },
];

export const demoPackages = (random: Random): ReadonlyArray<DemoPackage> =>
  offers.map((offer) => ({ ...offer, id: random.uuid() }));
