CREATE SCHEMA finance;

CREATE TABLE finance."AccountingPeriods" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "Year" integer NOT NULL,
  "Number" integer NOT NULL,
  "StartsOn" date NOT NULL,
  "EndsOn" date NOT NULL,
  "Status" character varying(20) NOT NULL DEFAULT 'open',
  "ClosedAt" timestamp with time zone,
  "ClosedById" uuid,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_AccountingPeriods" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_AccountingPeriods_Status" CHECK ("Status" IN ('open', 'closed')),
  CONSTRAINT "CK_AccountingPeriods_Days" CHECK ("EndsOn" >= "StartsOn"),
  CONSTRAINT "CK_AccountingPeriods_Number" CHECK ("Number" BETWEEN 1 AND 13),
  CONSTRAINT "CK_AccountingPeriods_Closed" CHECK (("Status" = 'closed') = ("ClosedAt" IS NOT NULL)),
  CONSTRAINT "FK_AccountingPeriods_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_AccountingPeriods_TenantUsers_ClosedById" FOREIGN KEY ("ClosedById")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_AccountingPeriods_CompanyId_Year_Number" ON finance."AccountingPeriods" ("CompanyId", "Year", "Number");
CREATE INDEX "IX_AccountingPeriods_ClosedById" ON finance."AccountingPeriods" ("ClosedById");

-- The chart of accounts, as in the uniform one: 100, 100.01, 600.
CREATE TABLE finance."Accounts" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "ParentAccountId" uuid,
  "Code" character varying(20) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "Kind" character varying(20) NOT NULL,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "IsPostable" boolean NOT NULL DEFAULT true,
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Accounts" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Accounts_Kind" CHECK ("Kind" IN ('asset', 'liability', 'equity', 'income', 'expense', 'off_balance')),
  CONSTRAINT "CK_Accounts_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Accounts_Parent" CHECK ("ParentAccountId" <> "Id"),
  CONSTRAINT "FK_Accounts_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Accounts_Accounts_ParentAccountId" FOREIGN KEY ("ParentAccountId")
    REFERENCES finance."Accounts" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Accounts_CompanyId_Code" ON finance."Accounts" ("CompanyId", "Code");
CREATE INDEX "IX_Accounts_ParentAccountId" ON finance."Accounts" ("ParentAccountId");
