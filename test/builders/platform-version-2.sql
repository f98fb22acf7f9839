-- What the second version of this console added to the first, statement by statement. Never edited.
CREATE TABLE tenantry.lifecycle (tenant_id uuid PRIMARY KEY,
     delete_after date,
     updated_at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE TABLE tenantry.lifecycle_events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     tenant_id uuid NOT NULL,
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     by text NOT NULL,
     from_state text NOT NULL,
     to_state text NOT NULL,
     reason text NOT NULL);
CREATE INDEX lifecycle_events_by_tenant ON tenantry.lifecycle_events (tenant_id, id DESC);
CREATE TABLE tenantry.redirects (domain text PRIMARY KEY,
     tenant_id uuid NOT NULL,
     to_domain text NOT NULL,
     since timestamptz NOT NULL DEFAULT clock_timestamp(),
     by text NOT NULL);
CREATE INDEX redirects_by_tenant ON tenantry.redirects (tenant_id);
CREATE UNIQUE INDEX redirects_lower ON tenantry.redirects (lower(domain));
CREATE TABLE tenantry.archives (id uuid PRIMARY KEY,
     purpose text NOT NULL CHECK (purpose IN ('backup', 'export')),
     tenant_id uuid NOT NULL,
     tenant_code text NOT NULL,
     tenant_name text NOT NULL,
     database text NOT NULL,
     format text NOT NULL,
     tool text NOT NULL,
     server text NOT NULL,
     machine text NOT NULL,
     path text NOT NULL,
     bytes bigint NOT NULL,
     sha256 text NOT NULL,
     inventory jsonb NOT NULL,
     made_at timestamptz NOT NULL,
     made_by text NOT NULL,
     verified_at timestamptz,
     verified_by text,
     verify_problem jsonb);
CREATE INDEX archives_by_tenant ON tenantry.archives (tenant_id, made_at DESC);
CREATE TABLE tenantry.copies (id uuid PRIMARY KEY,
     tenant_id uuid NOT NULL,
     purpose text NOT NULL CHECK (purpose IN ('beside', 'rollback', 'scratch')),
     database text NOT NULL,
     archive_id uuid,
     made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     made_by text NOT NULL,
     operation_id uuid,
     loaded_at timestamptz,
     comparison jsonb,
     compared_at timestamptz,
     dropped_at timestamptz);
CREATE UNIQUE INDEX copies_database ON tenantry.copies (lower(database)) WHERE dropped_at IS NULL;
CREATE INDEX copies_by_tenant ON tenantry.copies (tenant_id, made_at DESC);
CREATE TABLE tenantry.tombstones (tenant_id uuid PRIMARY KEY,
     code text NOT NULL,
     name text NOT NULL,
     database text,
     role text,
     deleted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     deleted_by text NOT NULL,
     certificate jsonb NOT NULL,
     certificate_sha256 text NOT NULL);
CREATE TABLE tenantry.operation_resolution (op_id uuid PRIMARY KEY,
     by text NOT NULL,
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     note text NOT NULL);
CREATE TABLE tenantry.seals (tenant_id uuid PRIMARY KEY,
     role text NOT NULL,
     could_log_in boolean NOT NULL,
     sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     opened_at timestamptz);
INSERT INTO tenantry.schema_version (version) VALUES (2);
