SELECT wanted.name AS missing
  FROM (VALUES
    ('hr."Payroll"'),
    ('hr."IX_Payroll_EmployeeId_PeriodYear_PeriodMonth"'),
    ('hr."IX_Payroll_PeriodYear_PeriodMonth"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('hr."Employees"', 'AnnualLeaveDays')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = pg_catalog.to_regclass(wanted.relation) AND a.attname = wanted.name AND NOT a.attisdropped);

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('hr."Payroll"', 'PK_Payroll'),
    ('hr."Payroll"', 'CK_Payroll_Status'),
    ('hr."Payroll"', 'CK_Payroll_Currency'),
    ('hr."Payroll"', 'CK_Payroll_Period'),
    ('hr."Payroll"', 'CK_Payroll_Net'),
    ('hr."Payroll"', 'CK_Payroll_Paid'),
    ('hr."Payroll"', 'FK_Payroll_Employees_EmployeeId'),
    ('hr."Employees"', 'CK_Employees_AnnualLeaveDays')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
