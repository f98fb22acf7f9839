SELECT wanted.name AS missing
  FROM (VALUES
    ('projects."TimeEntries"'),
    ('projects."IX_TimeEntries_ProjectId_WorkedOn"'),
    ('projects."IX_TimeEntries_UserId_WorkedOn"'),
    ('projects."IX_TimeEntries_TaskId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('projects."TimeEntries"', 'PK_TimeEntries'),
    ('projects."TimeEntries"', 'CK_TimeEntries_Minutes'),
    ('projects."TimeEntries"', 'CK_TimeEntries_Currency'),
    ('projects."TimeEntries"', 'CK_TimeEntries_HourlyRate'),
    ('projects."TimeEntries"', 'FK_TimeEntries_Projects_ProjectId'),
    ('projects."TimeEntries"', 'FK_TimeEntries_Tasks_TaskId'),
    ('projects."TimeEntries"', 'FK_TimeEntries_TenantUsers_UserId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
