SELECT wanted.name AS missing
  FROM (VALUES
    ('projects."Projects"'),
    ('projects."Tasks"'),
    ('projects."IX_Projects_CompanyId_Code"'),
    ('projects."IX_Projects_Status"'),
    ('projects."IX_Projects_CustomerId"'),
    ('projects."IX_Projects_ManagerId"'),
    ('projects."IX_Tasks_ProjectId_Status_Position"'),
    ('projects."IX_Tasks_DueOn"'),
    ('projects."IX_Tasks_ParentTaskId"'),
    ('projects."IX_Tasks_AssigneeId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('projects."Projects"', 'PK_Projects'),
    ('projects."Projects"', 'CK_Projects_Status'),
    ('projects."Projects"', 'CK_Projects_Currency'),
    ('projects."Projects"', 'CK_Projects_Days'),
    ('projects."Projects"', 'CK_Projects_Budget'),
    ('projects."Projects"', 'FK_Projects_Companies_CompanyId'),
    ('projects."Projects"', 'FK_Projects_Customers_CustomerId'),
    ('projects."Projects"', 'FK_Projects_TenantUsers_ManagerId'),
    ('projects."Tasks"', 'PK_Tasks'),
    ('projects."Tasks"', 'CK_Tasks_Status'),
    ('projects."Tasks"', 'CK_Tasks_Priority'),
    ('projects."Tasks"', 'CK_Tasks_Parent'),
    ('projects."Tasks"', 'CK_Tasks_Completed'),
    ('projects."Tasks"', 'FK_Tasks_Projects_ProjectId'),
    ('projects."Tasks"', 'FK_Tasks_Tasks_ParentTaskId'),
    ('projects."Tasks"', 'FK_Tasks_TenantUsers_AssigneeId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
