DROP TABLE hr."Employees";
DROP TABLE hr."Positions";
DROP TABLE hr."Departments";
DROP SCHEMA hr;
