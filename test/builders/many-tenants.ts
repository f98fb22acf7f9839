import type pg from 'pg';

const places =
  'Anadolu,Boğaziçi,Çukurova,Değirmen,Ege,Fırat,Gökçe,Hisar,Ihlara,İzmir,Karadeniz,Lale,Marmara,Nilüfer,Ortaköy,Ömerli,Pamukkale,Rize,Sakarya,Şimşek,Toros,Uçarı,Üsküdar,Vadi,Yıldız,Zeytin,Ağrı,Bülbül,Jandarma,Mavi';
const families =
  'Aksoy,Bozkurt,Çelik,Demir,Erdoğan,Fidan,Güneş,Işık,İnce,Kaya,Öztürk,Şahin,Tunç,Uysal,Ünal,Yalçın,Zorlu,Karaca,Polat,Arslan,Dvořák,Müller,Núñez,Ørsted,Straßer,Çağlayan,Ğalip,Hızır';
const trades =
  'Lojistik,Kozmetik,Otomotiv,Kahve,Vinç Kiralama,Arıcılık,Un Sanayi,Tekstil,Yazılım,Gıda,Mobilya,Makine,İnşaat,Seramik,Kâğıt,Ambalaj,Danışmanlık,Turizm,Sağlık,Eğitim,Enerji,Kırtasiye,Züccaciye,Matbaacılık';
const forms = 'A.Ş.,Ltd. Şti.,San. ve Tic. A.Ş.,Kooperatifi,GmbH';
const packages = 'Başlangıç,Büyüme,Çekirdek,İşletme,Profesyonel,Şirket';

/** The first rare company of `manyTenants`: exactly one row holds this word. */
export const rareWord = 'quxzorf';

const pick = (list: string, salt: string): string =>
  `(string_to_array('${list}', ','))[1 + ${draw(salt, list.split(',').length)}]`;
/** A number below `below` that depends on nothing but the row's number and the salt. */
const draw = (salt: string, below: number): string =>
  `(abs(hashint8extended(i, hashtext('${salt}'))) % ${below})::integer`;
const uuid = (salt: string, i = 'i'): string => `md5('${salt}' || ${i})::uuid`;

/**
 * Fills a Stocker master's own tables with so many tenants, set by set: the same rows each time. Works before and after
 * the upgrade; before it is many times faster.
 */
export async function manyTenants(client: pg.Client, count: number): Promise<void> {
  await client.query(`
    INSERT INTO public."Packages" ("Id", "Name", "Type", "Price", "MaxUsers")
    SELECT ${uuid('package')}, (string_to_array('${packages}', ','))[i], 'Standard', i * 450 + 0.99, i * i * 2
      FROM generate_series(1, ${packages.split(',').length}) i`);
  await client.query(`
    INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "DatabaseName")
    SELECT ${uuid('tenant')},
      CASE WHEN i = ${Math.ceil(count / 2)} THEN '${rareWord} Holding'
        ELSE ${pick(places, 'place')} || ' ' || ${pick(families, 'family')} || ' ' || ${pick(trades, 'trade')} || ' ' || ${pick(forms, 'form')} END,
      'firma-' || i,
      CASE WHEN ${draw('status', 100)} < 2 THEN 'Suspended' WHEN ${draw('status', 100)} < 4 THEN 'Provisioning'
        WHEN ${draw('status', 100)} < 6 THEN 'Cancelled' ELSE 'Active' END,
      ${draw('status', 100)} >= 2, ${draw('setup', 20)} > 0, 'Stocker_firma_' || i || '_Db'
    FROM generate_series(1::bigint, ${count}) i`);
  await client.query(`
    INSERT INTO public."Subscriptions" ("Id", "TenantId", "PackageId", "Status", "StartDate", "CurrentPeriodEnd", "TrialEndDate")
    SELECT ${uuid('subscription')}, ${uuid('tenant')}, ${uuid('package', `(1 + ${draw('package', packages.split(',').length)})`)},
      CASE WHEN ${draw('subscription', 100)} < 8 THEN 'Deneme' WHEN ${draw('subscription', 100)} < 11 THEN 'Gecikmiş'
        WHEN ${draw('subscription', 100)} < 15 THEN 'İptal' ELSE 'Aktif' END,
      start, start + interval '1 month',
      CASE WHEN ${draw('subscription', 100)} < 8 THEN now() + make_interval(hours => ${draw('trial', 700)}) END
    FROM generate_series(1::bigint, ${count}) i,
      LATERAL (SELECT timestamptz '2024-01-01' + make_interval(mins => ${draw('start', 900_000)}) AS start) at
    WHERE ${draw('without', 20)} > 0`);
  await client.query(`
    INSERT INTO public."TenantDomains" ("Id", "TenantId", "DomainName", "IsPrimary", "IsVerified")
    SELECT ${uuid('domain')}, ${uuid('tenant')}, 'firma-' || i || '.stoocker.app', true, true
      FROM generate_series(1::bigint, ${count}) i WHERE ${draw('domain', 50)} > 0
    UNION ALL
    SELECT ${uuid('own-domain')}, ${uuid('tenant')}, 'www' || i || '.example.com.tr', false, false
      FROM generate_series(1::bigint, ${count}) i WHERE ${draw('own-domain', 5)} = 0`);
  await client.query(`
    INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin", "IsEmailVerified")
    SELECT md5('user' || i || '-' || n)::uuid, 'kisi' || i || '.' || n || '@example.com', 'kisi' || i || '-' || n, 'x',
      ${uuid('tenant')}, n = 1, true
    FROM generate_series(1::bigint, ${count}) i, generate_series(1, 1 + ${draw('users', 4)}) n`);
}

/** After the upgrade: the day on which each became a tenant, over two years. */
export async function spreadCreation(client: pg.Client, count: number): Promise<void> {
  await client.query(`
    UPDATE public."Tenants" SET "CreatedAt" = timestamptz '2024-01-01' + make_interval(mins => ${draw('created', 900_000)})
    FROM generate_series(1::bigint, ${count}) i WHERE "Id" = ${uuid('tenant')}`);
}
