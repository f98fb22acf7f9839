SELECT wanted.name AS missing
  FROM (VALUES
    ('finance."AccountingPeriods"'),
    ('finance."Accounts"'),
    ('finance."IX_AccountingPeriods_CompanyId_Year_Number"'),
    ('finance."IX_AccountingPeriods_ClosedById"'),
    ('finance."IX_Accounts_CompanyId_Code"'),
    ('finance."IX_Accounts_ParentAccountId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('finance."AccountingPeriods"', 'PK_AccountingPeriods'),
    ('finance."AccountingPeriods"', 'CK_AccountingPeriods_Status'),
    ('finance."AccountingPeriods"', 'CK_AccountingPeriods_Days'),
    ('finance."AccountingPeriods"', 'CK_AccountingPeriods_Number'),
    ('finance."AccountingPeriods"', 'CK_AccountingPeriods_Closed'),
    ('finance."AccountingPeriods"', 'FK_AccountingPeriods_Companies_CompanyId'),
    ('finance."AccountingPeriods"', 'FK_AccountingPeriods_TenantUsers_ClosedById'),
    ('finance."Accounts"', 'PK_Accounts'),
    ('finance."Accounts"', 'CK_Accounts_Kind'),
    ('finance."Accounts"', 'CK_Accounts_Currency'),
    ('finance."Accounts"', 'CK_Accounts_Parent'),
    ('finance."Accounts"', 'FK_Accounts_Companies_CompanyId'),
    ('finance."Accounts"', 'FK_Accounts_Accounts_ParentAccountId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
