SELECT wanted.name AS missing
  FROM (VALUES
    ('hr."LeaveRequests"'),
    ('hr."IX_LeaveRequests_EmployeeId_StartsOn"'),
    ('hr."IX_LeaveRequests_Status"'),
    ('hr."IX_LeaveRequests_ApproverId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('hr."LeaveRequests"', 'PK_LeaveRequests'),
    ('hr."LeaveRequests"', 'CK_LeaveRequests_Kind'),
    ('hr."LeaveRequests"', 'CK_LeaveRequests_Status'),
    ('hr."LeaveRequests"', 'CK_LeaveRequests_Period'),
    ('hr."LeaveRequests"', 'CK_LeaveRequests_Days'),
    ('hr."LeaveRequests"', 'CK_LeaveRequests_Decided'),
    ('hr."LeaveRequests"', 'FK_LeaveRequests_Employees_EmployeeId'),
    ('hr."LeaveRequests"', 'FK_LeaveRequests_Employees_ApproverId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
