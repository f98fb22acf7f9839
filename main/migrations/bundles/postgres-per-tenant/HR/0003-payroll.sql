CREATE TABLE hr."Payroll" (
  "Id" uuid NOT NULL,
  "EmployeeId" uuid NOT NULL,
  "PeriodYear" integer NOT NULL,
  "PeriodMonth" integer NOT NULL,
  "GrossPay" numeric(18,2) NOT NULL,
  "Deductions" numeric(18,2) NOT NULL DEFAULT 0,
  "EmployerCost" numeric(18,2) NOT NULL DEFAULT 0,
  "NetPay" numeric(18,2) NOT NULL,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "Status" character varying(20) NOT NULL DEFAULT 'draft',
  "PaidOn" date,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Payroll" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Payroll_Status" CHECK ("Status" IN ('draft', 'approved', 'paid')),
  CONSTRAINT "CK_Payroll_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Payroll_Period" CHECK ("PeriodYear" BETWEEN 1990 AND 2200 AND "PeriodMonth" BETWEEN 1 AND 12),
  CONSTRAINT "CK_Payroll_Net" CHECK ("NetPay" = "GrossPay" - "Deductions" AND "NetPay" >= 0),
  CONSTRAINT "CK_Payroll_Paid" CHECK (("Status" = 'paid') = ("PaidOn" IS NOT NULL)),
  CONSTRAINT "FK_Payroll_Employees_EmployeeId" FOREIGN KEY ("EmployeeId")
    REFERENCES hr."Employees" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Payroll_EmployeeId_PeriodYear_PeriodMonth" ON hr."Payroll" ("EmployeeId", "PeriodYear", "PeriodMonth");
CREATE INDEX "IX_Payroll_PeriodYear_PeriodMonth" ON hr."Payroll" ("PeriodYear", "PeriodMonth");

ALTER TABLE hr."Employees" ADD COLUMN "AnnualLeaveDays" numeric(5,2) NOT NULL DEFAULT 14;
ALTER TABLE hr."Employees" ADD CONSTRAINT "CK_Employees_AnnualLeaveDays" CHECK ("AnnualLeaveDays" >= 0);
