SELECT wanted.name AS missing
  FROM (VALUES
    ('hr."Departments"'),
    ('hr."Positions"'),
    ('hr."Employees"'),
    ('hr."IX_Departments_CompanyId_Code"'),
    ('hr."IX_Departments_ParentDepartmentId"'),
    ('hr."IX_Departments_TenantDepartmentId"'),
    ('hr."IX_Positions_DepartmentId_Title"'),
    ('hr."IX_Employees_CompanyId_Number"'),
    ('hr."IX_Employees_LastName_FirstName"'),
    ('hr."IX_Employees_TenantUserId"'),
    ('hr."IX_Employees_DepartmentId"'),
    ('hr."IX_Employees_PositionId"'),
    ('hr."IX_Employees_ManagerId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('hr."Departments"', 'PK_Departments'),
    ('hr."Departments"', 'CK_Departments_Parent'),
    ('hr."Departments"', 'FK_Departments_Companies_CompanyId'),
    ('hr."Departments"', 'FK_Departments_Departments_ParentDepartmentId'),
    ('hr."Departments"', 'FK_Departments_Departments_TenantDepartmentId'),
    ('hr."Positions"', 'PK_Positions'),
    ('hr."Positions"', 'CK_Positions_Currency'),
    ('hr."Positions"', 'CK_Positions_Level'),
    ('hr."Positions"', 'CK_Positions_Salary'),
    ('hr."Positions"', 'FK_Positions_Departments_DepartmentId'),
    ('hr."Employees"', 'PK_Employees'),
    ('hr."Employees"', 'CK_Employees_EmploymentKind'),
    ('hr."Employees"', 'CK_Employees_Currency'),
    ('hr."Employees"', 'CK_Employees_Days'),
    ('hr."Employees"', 'CK_Employees_NationalId'),
    ('hr."Employees"', 'CK_Employees_GrossSalary'),
    ('hr."Employees"', 'CK_Employees_Manager'),
    ('hr."Employees"', 'FK_Employees_Companies_CompanyId'),
    ('hr."Employees"', 'FK_Employees_Departments_DepartmentId'),
    ('hr."Employees"', 'FK_Employees_Positions_PositionId'),
    ('hr."Employees"', 'FK_Employees_Employees_ManagerId'),
    ('hr."Employees"', 'FK_Employees_TenantUsers_TenantUserId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
