ALTER TABLE hr."Employees" DROP COLUMN "AnnualLeaveDays";
DROP TABLE hr."Payroll";
