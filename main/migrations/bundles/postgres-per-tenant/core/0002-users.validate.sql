SELECT wanted.name AS missing
  FROM (VALUES
    ('tenant."TenantUsers"'),
    ('tenant."IX_TenantUsers_Email"'),
    ('tenant."IX_TenantUsers_MasterUserId"'),
    ('tenant."IX_TenantUsers_BranchId"'),
    ('tenant."IX_TenantUsers_DepartmentId"'),
    ('tenant."IX_Departments_ManagerId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('tenant."Departments"', 'ManagerId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = pg_catalog.to_regclass(wanted.relation) AND a.attname = wanted.name AND NOT a.attisdropped);

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('tenant."TenantUsers"', 'PK_TenantUsers'),
    ('tenant."TenantUsers"', 'CK_TenantUsers_Role'),
    ('tenant."TenantUsers"', 'FK_TenantUsers_Branches_BranchId'),
    ('tenant."TenantUsers"', 'FK_TenantUsers_Departments_DepartmentId'),
    ('tenant."Departments"', 'FK_Departments_TenantUsers_ManagerId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
