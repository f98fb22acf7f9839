SELECT wanted.name AS missing
  FROM (VALUES
    ('tenant."Companies"'),
    ('tenant."Branches"'),
    ('tenant."Departments"'),
    ('tenant."IX_Companies_Code"'),
    ('tenant."IX_Companies_TaxNumber"'),
    ('tenant."IX_Branches_CompanyId_Code"'),
    ('tenant."IX_Branches_CompanyId_HeadOffice"'),
    ('tenant."IX_Departments_BranchId_Code"'),
    ('tenant."IX_Departments_ParentDepartmentId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('tenant."Companies"', 'PK_Companies'),
    ('tenant."Branches"', 'PK_Branches'),
    ('tenant."Branches"', 'FK_Branches_Companies_CompanyId'),
    ('tenant."Departments"', 'PK_Departments'),
    ('tenant."Departments"', 'FK_Departments_Branches_BranchId'),
    ('tenant."Departments"', 'FK_Departments_Departments_ParentDepartmentId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
