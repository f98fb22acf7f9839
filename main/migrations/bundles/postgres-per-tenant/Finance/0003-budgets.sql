CREATE TABLE finance."Budgets" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "AccountId" uuid NOT NULL,
  "AccountingPeriodId" uuid NOT NULL,
  "DepartmentId" uuid,
  "Amount" numeric(18,2) NOT NULL,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "Notes" character varying(300),
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Budgets" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Budgets_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Budgets_Amount" CHECK ("Amount" >= 0),
  CONSTRAINT "FK_Budgets_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Budgets_Accounts_AccountId" FOREIGN KEY ("AccountId")
    REFERENCES finance."Accounts" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Budgets_AccountingPeriods_AccountingPeriodId" FOREIGN KEY ("AccountingPeriodId")
    REFERENCES finance."AccountingPeriods" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Budgets_Departments_DepartmentId" FOREIGN KEY ("DepartmentId")
    REFERENCES tenant."Departments" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_Budgets_AccountId_AccountingPeriodId" ON finance."Budgets" ("AccountId", "AccountingPeriodId");
CREATE INDEX "IX_Budgets_CompanyId" ON finance."Budgets" ("CompanyId");
CREATE INDEX "IX_Budgets_AccountingPeriodId" ON finance."Budgets" ("AccountingPeriodId");
CREATE INDEX "IX_Budgets_DepartmentId" ON finance."Budgets" ("DepartmentId");
CREATE UNIQUE INDEX "IX_Budgets_Account_Period_Department" ON finance."Budgets"
  ("AccountId", "AccountingPeriodId", "DepartmentId") NULLS NOT DISTINCT;
