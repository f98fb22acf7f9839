SELECT wanted.name AS missing
  FROM (VALUES
    ('tenant."AuditLogs"'),
    ('tenant."IX_AuditLogs_Timestamp"'),
    ('tenant."IX_AuditLogs_UserId"'),
    ('tenant."IX_AuditLogs_EntityName_EntityId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('tenant."AuditLogs"', 'PK_AuditLogs'),
    ('tenant."AuditLogs"', 'FK_AuditLogs_TenantUsers_UserId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
