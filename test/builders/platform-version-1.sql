-- A platform as the first version of this console made it from nothing, statement by statement. Never edited.
CREATE TABLE "public"."Tenants" ("Id" uuid NOT NULL, "Name" text NOT NULL, "Code" text NOT NULL, "Status" text NOT NULL, "IsActive" boolean NOT NULL DEFAULT true, "SetupCompleted" boolean NOT NULL DEFAULT false, "SetupCompletedAt" timestamptz, "ConnectionString" text, "DatabaseName" text, CONSTRAINT "PK_Tenants" PRIMARY KEY ("Id"), CONSTRAINT "UQ_Tenants_Code" UNIQUE ("Code"));
CREATE TABLE "public"."Packages" ("Id" uuid NOT NULL, "Name" text NOT NULL, "Type" text NOT NULL, "Price" numeric(18,2) NOT NULL, "MaxUsers" integer NOT NULL, CONSTRAINT "PK_Packages" PRIMARY KEY ("Id"));
CREATE TABLE "public"."PackageModules" ("Id" uuid NOT NULL, "PackageId" uuid NOT NULL, "ModuleCode" text NOT NULL, "ModuleName" text NOT NULL, "IsIncluded" boolean NOT NULL DEFAULT true, "MaxEntities" integer, CONSTRAINT "PK_PackageModules" PRIMARY KEY ("Id"), FOREIGN KEY ("PackageId") REFERENCES public."Packages" ("Id"));
CREATE TABLE "public"."TenantRegistrations" ("Id" uuid NOT NULL, "Email" text NOT NULL, "CompanyName" text NOT NULL, "CompanyCode" text NOT NULL, "VerificationCode" text, "Status" text NOT NULL, "EmailVerified" boolean NOT NULL DEFAULT false, "AdminPasswordHash" text NOT NULL, "TenantId" uuid, CONSTRAINT "PK_TenantRegistrations" PRIMARY KEY ("Id"), FOREIGN KEY ("TenantId") REFERENCES public."Tenants" ("Id"));
CREATE TABLE "public"."Subscriptions" ("Id" uuid NOT NULL, "TenantId" uuid NOT NULL, "PackageId" uuid NOT NULL, "Status" text NOT NULL, "StartDate" timestamptz NOT NULL, "CurrentPeriodEnd" timestamptz NOT NULL, "TrialEndDate" timestamptz, CONSTRAINT "PK_Subscriptions" PRIMARY KEY ("Id"), FOREIGN KEY ("TenantId") REFERENCES public."Tenants" ("Id"), FOREIGN KEY ("PackageId") REFERENCES public."Packages" ("Id"));
CREATE TABLE "public"."SubscriptionModules" ("Id" uuid NOT NULL, "SubscriptionId" uuid NOT NULL, "ModuleCode" text NOT NULL, "ModuleName" text NOT NULL, "MaxEntities" integer, "AddedAt" timestamptz NOT NULL, CONSTRAINT "PK_SubscriptionModules" PRIMARY KEY ("Id"), FOREIGN KEY ("SubscriptionId") REFERENCES public."Subscriptions" ("Id"));
CREATE TABLE "public"."MasterUsers" ("Id" uuid NOT NULL, "Email" text NOT NULL, "Username" text NOT NULL, "PasswordHash" text NOT NULL, "TenantId" uuid, "IsTenantAdmin" boolean NOT NULL DEFAULT false, "IsEmailVerified" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_MasterUsers" PRIMARY KEY ("Id"), CONSTRAINT "UQ_MasterUsers_Email" UNIQUE ("Email"), FOREIGN KEY ("TenantId") REFERENCES public."Tenants" ("Id"));
CREATE TABLE "public"."TenantDomains" ("Id" uuid NOT NULL, "TenantId" uuid NOT NULL, "DomainName" text NOT NULL, "IsPrimary" boolean NOT NULL DEFAULT false, "IsVerified" boolean NOT NULL DEFAULT false, "VerifiedAt" timestamptz, "CreatedAt" timestamptz NOT NULL DEFAULT now(), CONSTRAINT "PK_TenantDomains" PRIMARY KEY ("Id"), CONSTRAINT "UQ_TenantDomains_DomainName" UNIQUE ("DomainName"), FOREIGN KEY ("TenantId") REFERENCES public."Tenants" ("Id"));
CREATE TABLE "public"."ModuleDefinitions" ("Id" uuid NOT NULL, "Code" text NOT NULL, "Name" text NOT NULL, "Description" text, "DbContextName" text NOT NULL, "IsCore" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_ModuleDefinitions" PRIMARY KEY ("Id"), CONSTRAINT "UQ_ModuleDefinitions_Code" UNIQUE ("Code"));
ALTER TABLE "public"."TenantRegistrations" ADD COLUMN "ContactPhone" text;
ALTER TABLE "public"."TenantRegistrations" ADD COLUMN "BillingPeriod" text;
ALTER TABLE "public"."TenantRegistrations" ADD COLUMN "PackageId" uuid REFERENCES public."Packages" ("Id");
ALTER TABLE "public"."TenantRegistrations" ADD COLUMN "VerificationCodeExpiresAt" timestamptz;
ALTER TABLE "public"."TenantRegistrations" ADD COLUMN "FailureReason" text;
ALTER TABLE "public"."TenantRegistrations" ADD COLUMN "CreatedAt" timestamptz, ALTER COLUMN "CreatedAt" SET DEFAULT now();
ALTER TABLE "public"."TenantRegistrations" ADD COLUMN "UpdatedAt" timestamptz, ALTER COLUMN "UpdatedAt" SET DEFAULT now();
ALTER TABLE "public"."Tenants" ADD COLUMN "CreatedAt" timestamptz, ALTER COLUMN "CreatedAt" SET DEFAULT now();
ALTER TABLE "public"."Tenants" ADD COLUMN "UpdatedAt" timestamptz, ALTER COLUMN "UpdatedAt" SET DEFAULT now();
ALTER TABLE "public"."Tenants" ADD COLUMN "SuspendedAt" timestamptz;
ALTER TABLE "public"."Tenants" ADD COLUMN "SuspensionReason" text;
ALTER TABLE "public"."Packages" ADD COLUMN "YearlyPrice" numeric(18,2);
ALTER TABLE "public"."Packages" ADD COLUMN "Currency" text NOT NULL DEFAULT 'TRY';
ALTER TABLE "public"."Packages" ADD COLUMN "IsActive" boolean NOT NULL DEFAULT true;
ALTER TABLE "public"."Subscriptions" ADD COLUMN "Price" numeric(18,2);
ALTER TABLE "public"."Subscriptions" ADD COLUMN "Currency" text;
ALTER TABLE "public"."Subscriptions" ADD COLUMN "BillingPeriod" text NOT NULL DEFAULT 'Monthly';
ALTER TABLE "public"."Subscriptions" ADD COLUMN "CancelAtPeriodEnd" boolean NOT NULL DEFAULT false;
ALTER TABLE "public"."Subscriptions" ADD COLUMN "CancelledAt" timestamptz;
ALTER TABLE "public"."Subscriptions" ADD COLUMN "UpdatedAt" timestamptz, ALTER COLUMN "UpdatedAt" SET DEFAULT now();
CREATE UNIQUE INDEX "UX_Tenants_Code_Lower" ON public."Tenants" (lower("Code"));
CREATE UNIQUE INDEX "UX_Tenants_DatabaseName_Lower" ON public."Tenants" (lower("DatabaseName"));
CREATE UNIQUE INDEX "UX_MasterUsers_Email_Lower" ON public."MasterUsers" (lower("Email"));
CREATE UNIQUE INDEX "UX_TenantDomains_DomainName_Lower" ON public."TenantDomains" (lower("DomainName"));
CREATE SCHEMA tenantry;
CREATE SEQUENCE tenantry.fence_seq;
CREATE TABLE tenantry.schema_version (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT clock_timestamp(), applied_by text NOT NULL DEFAULT current_user);
CREATE TABLE tenantry.operators (id uuid PRIMARY KEY,
     email text NOT NULL,
     name text NOT NULL,
     role text NOT NULL CHECK (role IN ('super_admin', 'finance', 'support', 'viewer')),
     password_hash text NOT NULL,
     must_change_password boolean NOT NULL DEFAULT false,
     disabled boolean NOT NULL DEFAULT false,
     failed_attempts integer NOT NULL DEFAULT 0,
     locked_until timestamptz,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     created_by text,
     last_sign_in_at timestamptz);
CREATE UNIQUE INDEX operators_email ON tenantry.operators (lower(email));
CREATE TABLE tenantry.operation (op_id uuid PRIMARY KEY,
     kind text NOT NULL,
     params jsonb NOT NULL,
     params_hash text NOT NULL,
     idem_key text NOT NULL UNIQUE,
     resource_key text NOT NULL,
     subject jsonb NOT NULL,
     state text NOT NULL CHECK (state IN ('running', 'compensating', 'failed', 'needs_attention', 'succeeded', 'cancelled', 'superseded')),
     actor text NOT NULL,
     attempts integer NOT NULL DEFAULT 0,
     cancel_requested boolean NOT NULL DEFAULT false,
     error jsonb,
     console_id uuid,
     machine text,
     operator text,
     app_version text,
     fence bigint,
     lease_until timestamptz,
     heartbeat_at timestamptz,
     superseded_by uuid,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     ended_at timestamptz);
CREATE UNIQUE INDEX one_live_op ON tenantry.operation (resource_key) WHERE state IN ('running', 'compensating', 'failed', 'needs_attention');
CREATE INDEX operation_by_resource ON tenantry.operation (resource_key, created_at DESC);
CREATE INDEX operation_ended ON tenantry.operation (ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE TABLE tenantry.op_step (op_id uuid NOT NULL REFERENCES tenantry.operation (op_id),
     seq integer NOT NULL,
     name text NOT NULL,
     weight integer NOT NULL,
     state text NOT NULL CHECK (state IN ('pending', 'intent', 'done', 'warned', 'failed', 'undo_intent', 'undone')),
     attempts integer NOT NULL DEFAULT 0,
     fence bigint,
     evidence jsonb,
     error jsonb,
     started_at timestamptz,
     ended_at timestamptz,
     PRIMARY KEY (op_id, seq));
CREATE TABLE tenantry.outbox (op_id uuid NOT NULL,
     kind text NOT NULL,
     payload jsonb NOT NULL,
     message_id text NOT NULL UNIQUE,
     sent_at timestamptz,
     PRIMARY KEY (op_id, kind));
CREATE TABLE tenantry.holds (id uuid PRIMARY KEY,
     tenant_id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('billing', 'security', 'legal', 'customer_request', 'maintenance')),
     effects text[] NOT NULL CHECK (cardinality(effects) > 0),
     reason text NOT NULL,
     review_on date,
     put_by text NOT NULL,
     put_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     lifted_by text,
     lifted_at timestamptz,
     lift_reason text);
CREATE INDEX holds_by_tenant ON tenantry.holds (tenant_id, put_at DESC);
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA tenantry;
CREATE TABLE tenantry.tenant_list (id uuid NOT NULL, name text NOT NULL, code text NOT NULL, lifecycle text NOT NULL, suspended boolean NOT NULL, hold_kinds text[] NOT NULL, setup_completed boolean NOT NULL, subscription text, trial_ends_at timestamptz, package_id uuid, package_name text, mrr_minor bigint, currency text, users integer NOT NULL, max_users integer, domain text, database_name text, created_at timestamptz, search text NOT NULL, name_key text COLLATE "C" NOT NULL, code_key text COLLATE "C" NOT NULL, package_key text COLLATE "C" NOT NULL, domain_key text COLLATE "C" NOT NULL, status_key integer NOT NULL, mrr_key bigint NOT NULL, created_key bigint NOT NULL, PRIMARY KEY (id));
CREATE INDEX IF NOT EXISTS "IX_Subscriptions_TenantId" ON public."Subscriptions" ("TenantId");
CREATE INDEX IF NOT EXISTS "IX_Subscriptions_PackageId" ON public."Subscriptions" ("PackageId");
CREATE INDEX IF NOT EXISTS "IX_MasterUsers_TenantId" ON public."MasterUsers" ("TenantId");
CREATE INDEX IF NOT EXISTS "IX_TenantDomains_TenantId" ON public."TenantDomains" ("TenantId");
CREATE FUNCTION tenantry.fold(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, tenantry, pg_temp AS $body$
BEGIN
  RETURN btrim(regexp_replace(CASE WHEN (words) ~  E'[^\\u0001-\\u0125\\u0128-\\u0149\\u014c-\\u0165\\u0168-\\u017f]' THEN translate(lower(replace(replace(replace(replace(replace(replace(replace(translate(regexp_replace(normalize(translate(words, 'ıİ', 'ii'), NFKD) COLLATE "C",  E'[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\ufe20-\\ufe2f]+', '', 'g'), 'øØłŁđĐðÐ', 'oolldddd'), 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th')), 'ĦŊŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΕΗΙΟΥΩΒΓΔΖΘΚΛΜΝΞΠΡΣΤΦΧΨϏϘϚϜϞϠϷϺϽϾϿЕЂГЄЅІЈЉЊЋКИУЏАБВДЖЗЛМНОПРСТФХЦЧШЩЪЫЬЭЮЯҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾẞỺỼỾ', 'ħŋŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαεηιουωβγδζθκλμνξπρστφχψϗϙϛϝϟϡϸϻͻͼͽеђгєѕіјљњћкиуџабвджзлмнопрстфхцчшщъыьэюяґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿßỻỽỿ') ELSE lower(replace(replace(replace(replace(replace(replace(replace(translate(regexp_replace(normalize(translate(words, 'ıİ', 'ii'), NFKD) COLLATE "C",  E'[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\ufe20-\\ufe2f]+', '', 'g'), 'øØłŁđĐðÐ', 'oolldddd'), 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th')) END,  E'[\\u0009-\\u000d \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+', ' ', 'g'));
END $body$;
CREATE FUNCTION tenantry.sort_key(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, tenantry, pg_temp AS $body$
BEGIN
  RETURN left(btrim(regexp_replace(CASE WHEN (replace(replace(replace(replace(replace(replace(translate(normalize(words, NFC),  E'ÇĞIÖŞÜ:;<=>?@[\\]^_`{|}~', 'çğıöşü!!!!!!!!!!!!!!!!!'), 'ç', 'c{'), 'ğ', 'g{'), 'ı', 'h{'), 'ö', 'o{'), 'ş', 's{'), 'ü', 'u{')) ~  E'[^\\u0001-\\u0125\\u0128-\\u0149\\u014c-\\u0165\\u0168-\\u017f]' THEN translate(lower(replace(replace(replace(replace(replace(replace(replace(translate(regexp_replace(normalize(translate(replace(replace(replace(replace(replace(replace(translate(normalize(words, NFC),  E'ÇĞIÖŞÜ:;<=>?@[\\]^_`{|}~', 'çğıöşü!!!!!!!!!!!!!!!!!'), 'ç', 'c{'), 'ğ', 'g{'), 'ı', 'h{'), 'ö', 'o{'), 'ş', 's{'), 'ü', 'u{'), 'ıİ', 'ii'), NFKD) COLLATE "C",  E'[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\ufe20-\\ufe2f]+', '', 'g'), 'øØłŁđĐðÐ', 'oolldddd'), 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th')), 'ĦŊŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΕΗΙΟΥΩΒΓΔΖΘΚΛΜΝΞΠΡΣΤΦΧΨϏϘϚϜϞϠϷϺϽϾϿЕЂГЄЅІЈЉЊЋКИУЏАБВДЖЗЛМНОПРСТФХЦЧШЩЪЫЬЭЮЯҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾẞỺỼỾ', 'ħŋŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαεηιουωβγδζθκλμνξπρστφχψϗϙϛϝϟϡϸϻͻͼͽеђгєѕіјљњћкиуџабвджзлмнопрстфхцчшщъыьэюяґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿßỻỽỿ') ELSE lower(replace(replace(replace(replace(replace(replace(replace(translate(regexp_replace(normalize(translate(replace(replace(replace(replace(replace(replace(translate(normalize(words, NFC),  E'ÇĞIÖŞÜ:;<=>?@[\\]^_`{|}~', 'çğıöşü!!!!!!!!!!!!!!!!!'), 'ç', 'c{'), 'ğ', 'g{'), 'ı', 'h{'), 'ö', 'o{'), 'ş', 's{'), 'ü', 'u{'), 'ıİ', 'ii'), NFKD) COLLATE "C",  E'[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\ufe20-\\ufe2f]+', '', 'g'), 'øØłŁđĐðÐ', 'oolldddd'), 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th')) END,  E'[\\u0009-\\u000d \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+', ' ', 'g')), 200) COLLATE "C";
END $body$;
CREATE FUNCTION tenantry.monthly_amount(minor bigint, period text, status text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, tenantry, pg_temp AS $body$
BEGIN
  RETURN CASE WHEN (status) IN ('trial', 'cancelled') THEN 0::bigint WHEN (period) = 'yearly' THEN floor(((minor) * 2 + 12) / 24.0)::bigint ELSE (minor) END;
END $body$;
CREATE FUNCTION tenantry.refresh_list(ids uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, tenantry, pg_temp SET enable_nestloop = off SET plan_cache_mode = force_generic_plan AS $body$
BEGIN
  PERFORM FROM tenantry.tenant_list kept WHERE kept.id = ANY (ids) ORDER BY kept.id FOR UPDATE;
  INSERT INTO tenantry.tenant_list AS kept (id, name, code, lifecycle, suspended, hold_kinds, setup_completed, subscription, trial_ends_at, package_id, package_name, mrr_minor, currency, users, max_users, domain, database_name, created_at, search, name_key, code_key, package_key, domain_key, status_key, mrr_key, created_key)
  SELECT made.id, made.name, made.code, made.lifecycle, made.suspended, made.hold_kinds, made.setup_completed, made.subscription, made.trial_ends_at, made.package_id, made.package_name, made.mrr_minor, made.currency, made.users, made.max_users, made.domain, made.database_name, made.created_at, made.search, made.name_key, made.code_key, made.package_key, made.domain_key, made.status_key, made.mrr_key, made.created_key FROM (
  SELECT r.id, r.name, r.code, r.lifecycle, r.suspended, r.hold_kinds, r.setup_completed, r.subscription, r.trial_ends_at,
    r.package_id, r.package_name, r.mrr_minor, r.currency, r.users, r.max_users, r.domain, r.database_name, r.created_at,
    ' ' || tenantry.fold(concat_ws(' ', r.name, r.code, r.domains, r.database_name, r.owners)) AS search,
    tenantry.sort_key(r.name) AS name_key,
    left(lower(r.code COLLATE "C"), 200) AS code_key,
    coalesce(tenantry.sort_key(r.package_name), chr(1114109)) COLLATE "C" AS package_key,
    coalesce(left(lower(r.domain COLLATE "C"), 200), chr(1114109)) COLLATE "C" AS domain_key,
    CASE r.lifecycle WHEN 'provisioning' THEN 0 WHEN 'active' THEN 2 WHEN 'cancelled' THEN 4 WHEN 'deletion_scheduled' THEN 6 WHEN 'deleting' THEN 8 WHEN 'deleted' THEN 10 END + r.suspended::integer AS status_key,
    coalesce(r.mrr_minor, (-9223372036854775807)::bigint) AS mrr_key,
    CASE WHEN isfinite(r.created_at) THEN (extract(epoch FROM r.created_at) * 1000000)::bigint
      ELSE (-9223372036854775807)::bigint END AS created_key
  FROM (
    SELECT m.*, CASE WHEN m.subscription_id IS NOT NULL THEN tenantry.monthly_amount(m.price_minor, m.period, m.subscription) END AS mrr_minor
    FROM (
      SELECT t."Id" AS id, translate(t."Name", chr(31), '') AS name, translate(t."Code", chr(31), '') AS code,
        CASE WHEN t.standing = 'suspended' THEN 'active' ELSE t.standing END AS lifecycle,
        (t.standing = 'suspended' OR (t.standing = 'active' AND NOT t."IsActive") OR coalesce(hold.blocking, false)) AS suspended,
        coalesce(hold.kinds, '{}'::text[]) AS hold_kinds,
        t."SetupCompleted" AS setup_completed, t."SetupCompletedAt" AS setup_completed_at,
        sub.id AS subscription_id, sub.status AS subscription, sub.period, sub.trial_ends_at, sub.period_ends_at,
        p."Id" AS package_id, translate(p."Name", chr(31), '') AS package_name, p."MaxUsers" AS max_users,
        CASE WHEN sub.id IS NOT NULL THEN translate(coalesce(sub.currency, p."Currency", 'TRY'), chr(31), '') END AS currency,
        CASE WHEN abs(coalesce(sub.price, CASE WHEN sub.period = 'yearly' THEN coalesce(p."YearlyPrice", p."Price" * 12) ELSE p."Price" END)) < 90000000000000 THEN round((coalesce(sub.price, CASE WHEN sub.period = 'yearly' THEN coalesce(p."YearlyPrice", p."Price" * 12) ELSE p."Price" END)) * CASE WHEN (coalesce(sub.currency, p."Currency", 'TRY')) IN ('JPY', 'KRW', 'VND', 'CLP', 'ISK') THEN 1 ELSE 100 END)::bigint END AS price_minor,
        coalesce(usr.users, 0)::integer AS users, usr.owners,
        translate(dom.primary_domain, chr(31), '') AS domain, dom.domains,
        translate(t."DatabaseName", chr(31), '') AS database_name, t."CreatedAt" AS created_at
      FROM (SELECT t.*, CASE WHEN (t."Status") IS NULL THEN NULL ELSE CASE translate(lower((t."Status") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'provisioning' THEN 'provisioning' WHEN 'active' THEN 'active' WHEN 'suspended' THEN 'suspended' WHEN 'cancelled' THEN 'cancelled' WHEN 'deletionscheduled' THEN 'deletion_scheduled' WHEN 'deleting' THEN 'deleting' WHEN 'deleted' THEN 'deleted' WHEN 'pending' THEN 'provisioning' WHEN 'kuruluyor' THEN 'provisioning' WHEN 'aktif' THEN 'active' WHEN 'askida' THEN 'suspended' WHEN 'askiyaalindi' THEN 'suspended' WHEN 'pasif' THEN 'suspended' WHEN 'inactive' THEN 'suspended' WHEN 'canceled' THEN 'cancelled' WHEN 'iptal' THEN 'cancelled' WHEN 'iptaledildi' THEN 'cancelled' WHEN 'siliniyor' THEN 'deleting' WHEN 'silindi' THEN 'deleted' ELSE 'suspended' END END AS standing
          FROM public."Tenants" t WHERE t."Id" = ANY (ids)) t
      LEFT JOIN (SELECT DISTINCT ON (s."TenantId") s."TenantId" AS tenant_id, s."Id" AS id, s."PackageId" AS package_id,
      CASE WHEN (s."Status") IS NULL THEN NULL ELSE CASE translate(lower((s."Status") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'deneme' THEN 'trial' WHEN 'aktif' THEN 'active' WHEN 'gecikmis' THEN 'past_due' WHEN 'iptal' THEN 'cancelled' WHEN 'trial' THEN 'trial' WHEN 'trialing' THEN 'trial' WHEN 'active' THEN 'active' WHEN 'pastdue' THEN 'past_due' WHEN 'overdue' THEN 'past_due' WHEN 'gecikti' THEN 'past_due' WHEN 'cancelled' THEN 'cancelled' WHEN 'canceled' THEN 'cancelled' WHEN 'iptaledildi' THEN 'cancelled' ELSE 'cancelled' END END AS status, CASE WHEN (s."BillingPeriod") IS NULL THEN NULL ELSE CASE translate(lower((s."BillingPeriod") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'monthly' THEN 'monthly' WHEN 'yearly' THEN 'yearly' WHEN 'aylik' THEN 'monthly' WHEN 'yillik' THEN 'yearly' WHEN 'annual' THEN 'yearly' WHEN 'annually' THEN 'yearly' ELSE 'monthly' END END AS period, s."TrialEndDate" AS trial_ends_at, s."CurrentPeriodEnd" AS period_ends_at,
      s."Price" AS price, s."Currency" AS currency
    FROM public."Subscriptions" s WHERE s."TenantId" = ANY (ids)
    ORDER BY s."TenantId", (CASE WHEN (s."Status") IS NULL THEN NULL ELSE CASE translate(lower((s."Status") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'deneme' THEN 'trial' WHEN 'aktif' THEN 'active' WHEN 'gecikmis' THEN 'past_due' WHEN 'iptal' THEN 'cancelled' WHEN 'trial' THEN 'trial' WHEN 'trialing' THEN 'trial' WHEN 'active' THEN 'active' WHEN 'pastdue' THEN 'past_due' WHEN 'overdue' THEN 'past_due' WHEN 'gecikti' THEN 'past_due' WHEN 'cancelled' THEN 'cancelled' WHEN 'canceled' THEN 'cancelled' WHEN 'iptaledildi' THEN 'cancelled' ELSE 'cancelled' END END) = 'cancelled', s."StartDate" DESC, s."Id" DESC) sub ON sub.tenant_id = t."Id"
      LEFT JOIN public."Packages" p ON p."Id" = sub.package_id
      LEFT JOIN (SELECT u."TenantId" AS tenant_id, count(*) AS users,
          string_agg(u."Email", ' ' ORDER BY u."Email" COLLATE "C") FILTER (WHERE u."IsTenantAdmin") AS owners
        FROM public."MasterUsers" u WHERE u."TenantId" = ANY (ids) GROUP BY u."TenantId") usr ON usr.tenant_id = t."Id"
      LEFT JOIN (SELECT d."TenantId" AS tenant_id,
          min(d."DomainName" COLLATE "C") FILTER (WHERE d."IsPrimary") AS primary_domain,
          string_agg(d."DomainName", ' ' ORDER BY d."DomainName" COLLATE "C") AS domains
        FROM public."TenantDomains" d WHERE d."TenantId" = ANY (ids) GROUP BY d."TenantId") dom ON dom.tenant_id = t."Id"
      LEFT JOIN (SELECT h.tenant_id, array_agg(DISTINCT h.kind ORDER BY h.kind) AS kinds,
        bool_or('block_login' = ANY (h.effects)) AS blocking
      FROM tenantry.holds h WHERE h.tenant_id = ANY (ids) AND h.lifted_at IS NULL
      GROUP BY h.tenant_id) hold ON hold.tenant_id = t."Id"
    ) m
  ) r) made ORDER BY made.id
  ON CONFLICT (id) DO UPDATE SET (name, code, lifecycle, suspended, hold_kinds, setup_completed, subscription, trial_ends_at, package_id, package_name, mrr_minor, currency, users, max_users, domain, database_name, created_at, search, name_key, code_key, package_key, domain_key, status_key, mrr_key, created_key) = ROW (EXCLUDED.name, EXCLUDED.code, EXCLUDED.lifecycle, EXCLUDED.suspended, EXCLUDED.hold_kinds, EXCLUDED.setup_completed, EXCLUDED.subscription, EXCLUDED.trial_ends_at, EXCLUDED.package_id, EXCLUDED.package_name, EXCLUDED.mrr_minor, EXCLUDED.currency, EXCLUDED.users, EXCLUDED.max_users, EXCLUDED.domain, EXCLUDED.database_name, EXCLUDED.created_at, EXCLUDED.search, EXCLUDED.name_key, EXCLUDED.code_key, EXCLUDED.package_key, EXCLUDED.domain_key, EXCLUDED.status_key, EXCLUDED.mrr_key, EXCLUDED.created_key)
    WHERE (kept.name, kept.code, kept.lifecycle, kept.suspended, kept.hold_kinds, kept.setup_completed, kept.subscription, kept.trial_ends_at, kept.package_id, kept.package_name, kept.mrr_minor, kept.currency, kept.users, kept.max_users, kept.domain, kept.database_name, kept.created_at, kept.search, kept.name_key, kept.code_key, kept.package_key, kept.domain_key, kept.status_key, kept.mrr_key, kept.created_key) IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.code, EXCLUDED.lifecycle, EXCLUDED.suspended, EXCLUDED.hold_kinds, EXCLUDED.setup_completed, EXCLUDED.subscription, EXCLUDED.trial_ends_at, EXCLUDED.package_id, EXCLUDED.package_name, EXCLUDED.mrr_minor, EXCLUDED.currency, EXCLUDED.users, EXCLUDED.max_users, EXCLUDED.domain, EXCLUDED.database_name, EXCLUDED.created_at, EXCLUDED.search, EXCLUDED.name_key, EXCLUDED.code_key, EXCLUDED.package_key, EXCLUDED.domain_key, EXCLUDED.status_key, EXCLUDED.mrr_key, EXCLUDED.created_key);
  DELETE FROM tenantry.tenant_list kept
    WHERE kept.id = ANY (ids)
      AND NOT EXISTS (SELECT FROM public."Tenants" t WHERE t."Id" = kept.id AND t."Id" = ANY (ids));
END $body$;
CREATE FUNCTION tenantry.rebuild_list() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, tenantry, pg_temp SET enable_nestloop = off SET plan_cache_mode = force_generic_plan AS $body$
BEGIN
  TRUNCATE tenantry.tenant_list;
  INSERT INTO tenantry.tenant_list (id, name, code, lifecycle, suspended, hold_kinds, setup_completed, subscription, trial_ends_at, package_id, package_name, mrr_minor, currency, users, max_users, domain, database_name, created_at, search, name_key, code_key, package_key, domain_key, status_key, mrr_key, created_key)
  SELECT made.id, made.name, made.code, made.lifecycle, made.suspended, made.hold_kinds, made.setup_completed, made.subscription, made.trial_ends_at, made.package_id, made.package_name, made.mrr_minor, made.currency, made.users, made.max_users, made.domain, made.database_name, made.created_at, made.search, made.name_key, made.code_key, made.package_key, made.domain_key, made.status_key, made.mrr_key, made.created_key FROM (
  SELECT r.id, r.name, r.code, r.lifecycle, r.suspended, r.hold_kinds, r.setup_completed, r.subscription, r.trial_ends_at,
    r.package_id, r.package_name, r.mrr_minor, r.currency, r.users, r.max_users, r.domain, r.database_name, r.created_at,
    ' ' || tenantry.fold(concat_ws(' ', r.name, r.code, r.domains, r.database_name, r.owners)) AS search,
    tenantry.sort_key(r.name) AS name_key,
    left(lower(r.code COLLATE "C"), 200) AS code_key,
    coalesce(tenantry.sort_key(r.package_name), chr(1114109)) COLLATE "C" AS package_key,
    coalesce(left(lower(r.domain COLLATE "C"), 200), chr(1114109)) COLLATE "C" AS domain_key,
    CASE r.lifecycle WHEN 'provisioning' THEN 0 WHEN 'active' THEN 2 WHEN 'cancelled' THEN 4 WHEN 'deletion_scheduled' THEN 6 WHEN 'deleting' THEN 8 WHEN 'deleted' THEN 10 END + r.suspended::integer AS status_key,
    coalesce(r.mrr_minor, (-9223372036854775807)::bigint) AS mrr_key,
    CASE WHEN isfinite(r.created_at) THEN (extract(epoch FROM r.created_at) * 1000000)::bigint
      ELSE (-9223372036854775807)::bigint END AS created_key
  FROM (
    SELECT m.*, CASE WHEN m.subscription_id IS NOT NULL THEN tenantry.monthly_amount(m.price_minor, m.period, m.subscription) END AS mrr_minor
    FROM (
      SELECT t."Id" AS id, translate(t."Name", chr(31), '') AS name, translate(t."Code", chr(31), '') AS code,
        CASE WHEN t.standing = 'suspended' THEN 'active' ELSE t.standing END AS lifecycle,
        (t.standing = 'suspended' OR (t.standing = 'active' AND NOT t."IsActive") OR coalesce(hold.blocking, false)) AS suspended,
        coalesce(hold.kinds, '{}'::text[]) AS hold_kinds,
        t."SetupCompleted" AS setup_completed, t."SetupCompletedAt" AS setup_completed_at,
        sub.id AS subscription_id, sub.status AS subscription, sub.period, sub.trial_ends_at, sub.period_ends_at,
        p."Id" AS package_id, translate(p."Name", chr(31), '') AS package_name, p."MaxUsers" AS max_users,
        CASE WHEN sub.id IS NOT NULL THEN translate(coalesce(sub.currency, p."Currency", 'TRY'), chr(31), '') END AS currency,
        CASE WHEN abs(coalesce(sub.price, CASE WHEN sub.period = 'yearly' THEN coalesce(p."YearlyPrice", p."Price" * 12) ELSE p."Price" END)) < 90000000000000 THEN round((coalesce(sub.price, CASE WHEN sub.period = 'yearly' THEN coalesce(p."YearlyPrice", p."Price" * 12) ELSE p."Price" END)) * CASE WHEN (coalesce(sub.currency, p."Currency", 'TRY')) IN ('JPY', 'KRW', 'VND', 'CLP', 'ISK') THEN 1 ELSE 100 END)::bigint END AS price_minor,
        coalesce(usr.users, 0)::integer AS users, usr.owners,
        translate(dom.primary_domain, chr(31), '') AS domain, dom.domains,
        translate(t."DatabaseName", chr(31), '') AS database_name, t."CreatedAt" AS created_at
      FROM (SELECT t.*, CASE WHEN (t."Status") IS NULL THEN NULL ELSE CASE translate(lower((t."Status") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'provisioning' THEN 'provisioning' WHEN 'active' THEN 'active' WHEN 'suspended' THEN 'suspended' WHEN 'cancelled' THEN 'cancelled' WHEN 'deletionscheduled' THEN 'deletion_scheduled' WHEN 'deleting' THEN 'deleting' WHEN 'deleted' THEN 'deleted' WHEN 'pending' THEN 'provisioning' WHEN 'kuruluyor' THEN 'provisioning' WHEN 'aktif' THEN 'active' WHEN 'askida' THEN 'suspended' WHEN 'askiyaalindi' THEN 'suspended' WHEN 'pasif' THEN 'suspended' WHEN 'inactive' THEN 'suspended' WHEN 'canceled' THEN 'cancelled' WHEN 'iptal' THEN 'cancelled' WHEN 'iptaledildi' THEN 'cancelled' WHEN 'siliniyor' THEN 'deleting' WHEN 'silindi' THEN 'deleted' ELSE 'suspended' END END AS standing
          FROM public."Tenants" t ) t
      LEFT JOIN (SELECT DISTINCT ON (s."TenantId") s."TenantId" AS tenant_id, s."Id" AS id, s."PackageId" AS package_id,
      CASE WHEN (s."Status") IS NULL THEN NULL ELSE CASE translate(lower((s."Status") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'deneme' THEN 'trial' WHEN 'aktif' THEN 'active' WHEN 'gecikmis' THEN 'past_due' WHEN 'iptal' THEN 'cancelled' WHEN 'trial' THEN 'trial' WHEN 'trialing' THEN 'trial' WHEN 'active' THEN 'active' WHEN 'pastdue' THEN 'past_due' WHEN 'overdue' THEN 'past_due' WHEN 'gecikti' THEN 'past_due' WHEN 'cancelled' THEN 'cancelled' WHEN 'canceled' THEN 'cancelled' WHEN 'iptaledildi' THEN 'cancelled' ELSE 'cancelled' END END AS status, CASE WHEN (s."BillingPeriod") IS NULL THEN NULL ELSE CASE translate(lower((s."BillingPeriod") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'monthly' THEN 'monthly' WHEN 'yearly' THEN 'yearly' WHEN 'aylik' THEN 'monthly' WHEN 'yillik' THEN 'yearly' WHEN 'annual' THEN 'yearly' WHEN 'annually' THEN 'yearly' ELSE 'monthly' END END AS period, s."TrialEndDate" AS trial_ends_at, s."CurrentPeriodEnd" AS period_ends_at,
      s."Price" AS price, s."Currency" AS currency
    FROM public."Subscriptions" s 
    ORDER BY s."TenantId", (CASE WHEN (s."Status") IS NULL THEN NULL ELSE CASE translate(lower((s."Status") COLLATE "C"), 'İıŞşĞğÜüÖöÇç_- ', 'iissgguuoocc') WHEN 'deneme' THEN 'trial' WHEN 'aktif' THEN 'active' WHEN 'gecikmis' THEN 'past_due' WHEN 'iptal' THEN 'cancelled' WHEN 'trial' THEN 'trial' WHEN 'trialing' THEN 'trial' WHEN 'active' THEN 'active' WHEN 'pastdue' THEN 'past_due' WHEN 'overdue' THEN 'past_due' WHEN 'gecikti' THEN 'past_due' WHEN 'cancelled' THEN 'cancelled' WHEN 'canceled' THEN 'cancelled' WHEN 'iptaledildi' THEN 'cancelled' ELSE 'cancelled' END END) = 'cancelled', s."StartDate" DESC, s."Id" DESC) sub ON sub.tenant_id = t."Id"
      LEFT JOIN public."Packages" p ON p."Id" = sub.package_id
      LEFT JOIN (SELECT u."TenantId" AS tenant_id, count(*) AS users,
          string_agg(u."Email", ' ' ORDER BY u."Email" COLLATE "C") FILTER (WHERE u."IsTenantAdmin") AS owners
        FROM public."MasterUsers" u  GROUP BY u."TenantId") usr ON usr.tenant_id = t."Id"
      LEFT JOIN (SELECT d."TenantId" AS tenant_id,
          min(d."DomainName" COLLATE "C") FILTER (WHERE d."IsPrimary") AS primary_domain,
          string_agg(d."DomainName", ' ' ORDER BY d."DomainName" COLLATE "C") AS domains
        FROM public."TenantDomains" d  GROUP BY d."TenantId") dom ON dom.tenant_id = t."Id"
      LEFT JOIN (SELECT h.tenant_id, array_agg(DISTINCT h.kind ORDER BY h.kind) AS kinds,
        bool_or('block_login' = ANY (h.effects)) AS blocking
      FROM tenantry.holds h WHERE h.lifted_at IS NULL
      GROUP BY h.tenant_id) hold ON hold.tenant_id = t."Id"
    ) m
  ) r) made;
END $body$;
CREATE FUNCTION tenantry.list_after_tenants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, tenantry, pg_temp AS $body$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM tenantry.rebuild_list();
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN
    WITH changed AS (SELECT "Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "DatabaseName", "CreatedAt" FROM new_rows), concerned AS (SELECT "Id" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    WITH changed AS (SELECT "Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "DatabaseName", "CreatedAt" FROM old_rows), concerned AS (SELECT "Id" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSE
    WITH changed AS ((SELECT "Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "DatabaseName", "CreatedAt" FROM new_rows EXCEPT ALL SELECT "Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "DatabaseName", "CreatedAt" FROM old_rows)
        UNION ALL (SELECT "Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "DatabaseName", "CreatedAt" FROM old_rows EXCEPT ALL SELECT "Id", "Name", "Code", "Status", "IsActive", "SetupCompleted", "DatabaseName", "CreatedAt" FROM new_rows)), concerned AS (SELECT "Id" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM tenantry.refresh_list(ids);
  END IF;
  RETURN NULL;
END $body$;
CREATE FUNCTION tenantry.list_after_subscriptions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, tenantry, pg_temp AS $body$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM tenantry.rebuild_list();
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN
    WITH changed AS (SELECT "Id", "TenantId", "PackageId", "Status", "StartDate", "TrialEndDate", "Price", "Currency", "BillingPeriod" FROM new_rows), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    WITH changed AS (SELECT "Id", "TenantId", "PackageId", "Status", "StartDate", "TrialEndDate", "Price", "Currency", "BillingPeriod" FROM old_rows), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSE
    WITH changed AS ((SELECT "Id", "TenantId", "PackageId", "Status", "StartDate", "TrialEndDate", "Price", "Currency", "BillingPeriod" FROM new_rows EXCEPT ALL SELECT "Id", "TenantId", "PackageId", "Status", "StartDate", "TrialEndDate", "Price", "Currency", "BillingPeriod" FROM old_rows)
        UNION ALL (SELECT "Id", "TenantId", "PackageId", "Status", "StartDate", "TrialEndDate", "Price", "Currency", "BillingPeriod" FROM old_rows EXCEPT ALL SELECT "Id", "TenantId", "PackageId", "Status", "StartDate", "TrialEndDate", "Price", "Currency", "BillingPeriod" FROM new_rows)), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM tenantry.refresh_list(ids);
  END IF;
  RETURN NULL;
END $body$;
CREATE FUNCTION tenantry.list_after_packages() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, tenantry, pg_temp AS $body$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM tenantry.rebuild_list();
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN
    WITH changed AS (SELECT "Id", "Name", "Price", "YearlyPrice", "Currency", "MaxUsers" FROM new_rows), concerned AS (SELECT s."TenantId" FROM public."Subscriptions" s WHERE s."PackageId" IN (SELECT "Id" FROM changed))
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    WITH changed AS (SELECT "Id", "Name", "Price", "YearlyPrice", "Currency", "MaxUsers" FROM old_rows), concerned AS (SELECT s."TenantId" FROM public."Subscriptions" s WHERE s."PackageId" IN (SELECT "Id" FROM changed))
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSE
    WITH changed AS ((SELECT "Id", "Name", "Price", "YearlyPrice", "Currency", "MaxUsers" FROM new_rows EXCEPT ALL SELECT "Id", "Name", "Price", "YearlyPrice", "Currency", "MaxUsers" FROM old_rows)
        UNION ALL (SELECT "Id", "Name", "Price", "YearlyPrice", "Currency", "MaxUsers" FROM old_rows EXCEPT ALL SELECT "Id", "Name", "Price", "YearlyPrice", "Currency", "MaxUsers" FROM new_rows)), concerned AS (SELECT s."TenantId" FROM public."Subscriptions" s WHERE s."PackageId" IN (SELECT "Id" FROM changed))
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM tenantry.refresh_list(ids);
  END IF;
  RETURN NULL;
END $body$;
CREATE FUNCTION tenantry.list_after_domains() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, tenantry, pg_temp AS $body$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM tenantry.rebuild_list();
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN
    WITH changed AS (SELECT "TenantId", "DomainName", "IsPrimary" FROM new_rows), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    WITH changed AS (SELECT "TenantId", "DomainName", "IsPrimary" FROM old_rows), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSE
    WITH changed AS ((SELECT "TenantId", "DomainName", "IsPrimary" FROM new_rows EXCEPT ALL SELECT "TenantId", "DomainName", "IsPrimary" FROM old_rows)
        UNION ALL (SELECT "TenantId", "DomainName", "IsPrimary" FROM old_rows EXCEPT ALL SELECT "TenantId", "DomainName", "IsPrimary" FROM new_rows)), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM tenantry.refresh_list(ids);
  END IF;
  RETURN NULL;
END $body$;
CREATE FUNCTION tenantry.list_after_users() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, tenantry, pg_temp AS $body$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM tenantry.rebuild_list();
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN
    WITH changed AS (SELECT "TenantId", "Email", "IsTenantAdmin" FROM new_rows), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    WITH changed AS (SELECT "TenantId", "Email", "IsTenantAdmin" FROM old_rows), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSE
    WITH changed AS ((SELECT "TenantId", "Email", "IsTenantAdmin" FROM new_rows EXCEPT ALL SELECT "TenantId", "Email", "IsTenantAdmin" FROM old_rows)
        UNION ALL (SELECT "TenantId", "Email", "IsTenantAdmin" FROM old_rows EXCEPT ALL SELECT "TenantId", "Email", "IsTenantAdmin" FROM new_rows)), concerned AS (SELECT "TenantId" FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM tenantry.refresh_list(ids);
  END IF;
  RETURN NULL;
END $body$;
CREATE FUNCTION tenantry.list_after_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, tenantry, pg_temp AS $body$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    PERFORM tenantry.rebuild_list();
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN
    WITH changed AS (SELECT tenant_id, kind, effects, lifted_at FROM new_rows), concerned AS (SELECT tenant_id FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    WITH changed AS (SELECT tenant_id, kind, effects, lifted_at FROM old_rows), concerned AS (SELECT tenant_id FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  ELSE
    WITH changed AS ((SELECT tenant_id, kind, effects, lifted_at FROM new_rows EXCEPT ALL SELECT tenant_id, kind, effects, lifted_at FROM old_rows)
        UNION ALL (SELECT tenant_id, kind, effects, lifted_at FROM old_rows EXCEPT ALL SELECT tenant_id, kind, effects, lifted_at FROM new_rows)), concerned AS (SELECT tenant_id FROM changed)
    SELECT array_agg(DISTINCT c) INTO ids FROM concerned AS concerned_tenant (c) WHERE c IS NOT NULL;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM tenantry.refresh_list(ids);
  END IF;
  RETURN NULL;
END $body$;
CREATE TRIGGER tenantry_list_tenants_insert AFTER INSERT ON public."Tenants" REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_tenants();
CREATE TRIGGER tenantry_list_tenants_update AFTER UPDATE ON public."Tenants" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_tenants();
CREATE TRIGGER tenantry_list_tenants_delete AFTER DELETE ON public."Tenants" REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_tenants();
CREATE TRIGGER tenantry_list_tenants_truncate AFTER TRUNCATE ON public."Tenants" 
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_tenants();
CREATE TRIGGER tenantry_list_subscriptions_insert AFTER INSERT ON public."Subscriptions" REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_subscriptions();
CREATE TRIGGER tenantry_list_subscriptions_update AFTER UPDATE ON public."Subscriptions" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_subscriptions();
CREATE TRIGGER tenantry_list_subscriptions_delete AFTER DELETE ON public."Subscriptions" REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_subscriptions();
CREATE TRIGGER tenantry_list_subscriptions_truncate AFTER TRUNCATE ON public."Subscriptions" 
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_subscriptions();
CREATE TRIGGER tenantry_list_packages_insert AFTER INSERT ON public."Packages" REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_packages();
CREATE TRIGGER tenantry_list_packages_update AFTER UPDATE ON public."Packages" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_packages();
CREATE TRIGGER tenantry_list_packages_delete AFTER DELETE ON public."Packages" REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_packages();
CREATE TRIGGER tenantry_list_packages_truncate AFTER TRUNCATE ON public."Packages" 
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_packages();
CREATE TRIGGER tenantry_list_domains_insert AFTER INSERT ON public."TenantDomains" REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_domains();
CREATE TRIGGER tenantry_list_domains_update AFTER UPDATE ON public."TenantDomains" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_domains();
CREATE TRIGGER tenantry_list_domains_delete AFTER DELETE ON public."TenantDomains" REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_domains();
CREATE TRIGGER tenantry_list_domains_truncate AFTER TRUNCATE ON public."TenantDomains" 
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_domains();
CREATE TRIGGER tenantry_list_users_insert AFTER INSERT ON public."MasterUsers" REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_users();
CREATE TRIGGER tenantry_list_users_update AFTER UPDATE ON public."MasterUsers" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_users();
CREATE TRIGGER tenantry_list_users_delete AFTER DELETE ON public."MasterUsers" REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_users();
CREATE TRIGGER tenantry_list_users_truncate AFTER TRUNCATE ON public."MasterUsers" 
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_users();
CREATE TRIGGER tenantry_list_holds_insert AFTER INSERT ON tenantry.holds REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_holds();
CREATE TRIGGER tenantry_list_holds_update AFTER UPDATE ON tenantry.holds REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_holds();
CREATE TRIGGER tenantry_list_holds_delete AFTER DELETE ON tenantry.holds REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_holds();
CREATE TRIGGER tenantry_list_holds_truncate AFTER TRUNCATE ON tenantry.holds 
      FOR EACH STATEMENT EXECUTE FUNCTION tenantry.list_after_holds();
CREATE INDEX tenant_list_by_name ON tenantry.tenant_list (name_key, id);
CREATE INDEX tenant_list_by_code ON tenantry.tenant_list (code_key, id);
CREATE INDEX tenant_list_by_status ON tenantry.tenant_list (status_key, name_key, id);
CREATE INDEX tenant_list_by_package ON tenantry.tenant_list (package_key, name_key, id);
CREATE INDEX tenant_list_by_mrr ON tenantry.tenant_list (mrr_key, name_key, id);
CREATE INDEX tenant_list_by_users ON tenantry.tenant_list (users, name_key, id);
CREATE INDEX tenant_list_by_domain ON tenantry.tenant_list (domain_key, id);
CREATE INDEX tenant_list_by_created ON tenantry.tenant_list (created_key, id);
CREATE INDEX tenant_list_subscription ON tenantry.tenant_list (subscription);
CREATE INDEX tenant_list_package ON tenantry.tenant_list (package_id);
CREATE INDEX tenant_list_trial_ends ON tenantry.tenant_list (trial_ends_at) WHERE subscription = 'trial';
CREATE INDEX tenant_list_over_limit ON tenantry.tenant_list (name_key, id) WHERE users > max_users;
DO $index$
BEGIN
  EXECUTE (SELECT format('CREATE INDEX tenant_list_search ON tenantry.tenant_list USING gin (search %I.gin_trgm_ops)', n.nspname)
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
END $index$;
SELECT tenantry.rebuild_list();
INSERT INTO tenantry.schema_version (version) VALUES (1);
