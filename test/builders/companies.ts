import { codeFromCompanyName, codeLength, codeProblem } from '../../shared/domain/names.ts';
import type { Random } from './random.ts';

export interface Company {
  readonly name: string;
  readonly code: string;
}

/** Names that break careless code: each awkward letter, quotes, an ampersand, digits first, the longest code there is. */
export const awkwardCompanyNames: ReadonlyArray<string> = [
  'Işık Şirketi A.Ş.',
  'İpekyolu Tekstil San. ve Tic. Ltd. Şti.',
  'Şişli Eczacılık A.Ş.',
  'Ağaçlı Peyzaj Mimarlık',
  'Çınar Lojistik A.Ş.',
  'Göl Gıda Sanayi',
  'Üzüm Bağları Şarapçılık',
  'Ñandú Consultores S.L.',
  'Łódź Maszyny Sp. z o.o.',
  'Straße & Söhne GmbH',
  'Ærø Rederi ApS',
  "O'Neil Fishing Ltd.",
  '"Deneme & Sınama" Danışmanlık',
  'Uluslararası Taşımacılık ve Depolama İşi',
  'Güneydoğu Anadolu Tarım Ürünleri İşleme, Paketleme, Soğuk Hava Depoculuğu ve Nakliyat Sanayi ve Ticaret Anonim Şirketi',
  'Iğdır Kayısı Kooperatifi',
  'ılıca termal otel',
  'ÖZ ÇAĞLAYAN İNŞAAT TAAHHÜT LTD. ŞTİ.',
  'Dvořák Hudební Nástroje s.r.o.',
  'Crème Brûlée Pâtisserie SARL',
  'Þórshöfn Fiskur ehf.',
  '1453 Yazılım ve Bilişim',
  'Kardeşler / Ortaklar; Muhasebe (Eskişehir)',
  '100 % Doğal Süt Ürünleri',
];

const places = [
  'Anadolu',
  'Boğaziçi',
  'Çukurova',
  'Değirmen',
  'Ege',
  'Fırat',
  'Gökçe',
  'Hisar',
  'Ihlara',
  'İzmir',
  'Karadeniz',
  'Lale',
  'Marmara',
  'Nilüfer',
  'Ortaköy',
  'Ömerli',
  'Pamukkale',
  'Rize',
  'Sakarya',
  'Şimşek',
  'Toros',
  'Uçarı',
  'Üsküdar',
  'Vadi',
  'Yıldız',
  'Zeytin',
  'Çelikel',
  'Doğuş',
  'Kuğulu',
  'Erciyes',
  'Ağrı',
  'Bülbül',
] as const;

const trades = [
  'Lojistik',
  'Kozmetik',
  'Otomotiv',
  'Kahve',
  'Vinç Kiralama',
  'Arıcılık',
  'Un Sanayi',
  'Tekstil',
  'Yazılım',
  'Gıda',
  'Mobilya',
  'Makine',
  'İnşaat',
  'Seramik',
  'Kâğıt',
  'Ambalaj',
  'Danışmanlık',
  'Turizm',
  'Sağlık',
  'Eğitim',
  'Enerji',
  'Kırtasiye',
  'Züccaciye',
  'Matbaacılık',
] as const;

const forms = ['A.Ş.', 'Ltd. Şti.', 'San. ve Tic. A.Ş.', 'Kooperatifi', ''] as const;

/** A code that passes the rules and that nobody has: names that give the same code get a number. */
function codeFor(name: string, taken: ReadonlySet<string>): string {
  const plain = codeFromCompanyName(name);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const code = `${plain.slice(0, codeLength.max - suffix.length).replace(/-+$/, '')}${suffix}`;
    if (!taken.has(code) && codeProblem(code) === undefined) return code;
  }
}

/** Companies without end, no two with one code; the awkward ones come first. */
export function* companies(random: Random): Generator<Company, never> {
  const taken = new Set<string>();
  for (let index = 0; ; index += 1) {
    const name =
      awkwardCompanyNames[index] ?? `${random.pick(places)} ${random.pick(trades)} ${random.pick(forms)}`.trimEnd();
    const code = codeFor(name, taken);
    taken.add(code);
    yield { name, code };
  }
}
