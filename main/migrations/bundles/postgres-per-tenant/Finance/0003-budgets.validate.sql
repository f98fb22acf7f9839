SELECT wanted.name AS missing
  FROM (VALUES
    ('finance."Budgets"'),
    ('finance."IX_Budgets_AccountId_AccountingPeriodId"'),
    ('finance."IX_Budgets_CompanyId"'),
    ('finance."IX_Budgets_AccountingPeriodId"'),
    ('finance."IX_Budgets_DepartmentId"'),
    ('finance."IX_Budgets_Account_Period_Department"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('finance."Budgets"', 'PK_Budgets'),
    ('finance."Budgets"', 'CK_Budgets_Currency'),
    ('finance."Budgets"', 'CK_Budgets_Amount'),
    ('finance."Budgets"', 'FK_Budgets_Companies_CompanyId'),
    ('finance."Budgets"', 'FK_Budgets_Accounts_AccountId'),
    ('finance."Budgets"', 'FK_Budgets_AccountingPeriods_AccountingPeriodId'),
    ('finance."Budgets"', 'FK_Budgets_Departments_DepartmentId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
