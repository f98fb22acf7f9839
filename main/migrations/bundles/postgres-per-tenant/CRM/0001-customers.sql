CREATE SCHEMA crm;

CREATE TABLE crm."Accounts" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "ParentAccountId" uuid,
  "Name" character varying(200) NOT NULL,
  "Industry" character varying(100),
  "Website" character varying(200),
  "Phone" character varying(40),
  "EmployeeCount" integer,
  "AnnualRevenue" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "OwnerId" uuid,
  "IsActive" boolean NOT NULL DEFAULT true,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Accounts" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Accounts_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Accounts_EmployeeCount" CHECK ("EmployeeCount" IS NULL OR "EmployeeCount" >= 0),
  CONSTRAINT "FK_Accounts_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Accounts_Accounts_ParentAccountId" FOREIGN KEY ("ParentAccountId")
    REFERENCES crm."Accounts" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Accounts_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_Accounts_CompanyId_Name" ON crm."Accounts" ("CompanyId", "Name");
CREATE INDEX "IX_Accounts_ParentAccountId" ON crm."Accounts" ("ParentAccountId");
CREATE INDEX "IX_Accounts_OwnerId" ON crm."Accounts" ("OwnerId");

CREATE TABLE crm."Customers" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "AccountId" uuid,
  "Code" character varying(40) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "Kind" character varying(20) NOT NULL DEFAULT 'company',
  "TaxNumber" character varying(11),
  "TaxOffice" character varying(100),
  "Email" character varying(254),
  "Phone" character varying(40),
  "Address" character varying(500),
  "District" character varying(100),
  "City" character varying(100),
  "PostalCode" character varying(20),
  "CountryCode" character(2) NOT NULL DEFAULT 'TR',
  "CreditLimit" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "PaymentTermDays" integer NOT NULL DEFAULT 0,
  "OwnerId" uuid,
  "Notes" text,
  "IsActive" boolean NOT NULL DEFAULT true,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Customers" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Customers_Kind" CHECK ("Kind" IN ('company', 'person')),
  CONSTRAINT "CK_Customers_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Customers_TaxNumber" CHECK ("TaxNumber" IS NULL OR "TaxNumber" ~ '^([0-9]{10}|[0-9]{11})$'),
  CONSTRAINT "CK_Customers_CreditLimit" CHECK ("CreditLimit" IS NULL OR "CreditLimit" >= 0),
  CONSTRAINT "CK_Customers_PaymentTermDays" CHECK ("PaymentTermDays" BETWEEN 0 AND 365),
  CONSTRAINT "FK_Customers_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Customers_Accounts_AccountId" FOREIGN KEY ("AccountId")
    REFERENCES crm."Accounts" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Customers_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Customers_CompanyId_Code" ON crm."Customers" ("CompanyId", "Code");
CREATE INDEX "IX_Customers_Name" ON crm."Customers" ("Name");
CREATE INDEX "IX_Customers_TaxNumber" ON crm."Customers" ("TaxNumber") WHERE "TaxNumber" IS NOT NULL;
CREATE INDEX "IX_Customers_AccountId" ON crm."Customers" ("AccountId");
CREATE INDEX "IX_Customers_OwnerId" ON crm."Customers" ("OwnerId");

CREATE TABLE crm."Contacts" (
  "Id" uuid NOT NULL,
  "CustomerId" uuid,
  "AccountId" uuid,
  "FirstName" character varying(100) NOT NULL,
  "LastName" character varying(100),
  "Title" character varying(100),
  "Email" character varying(254),
  "Phone" character varying(40),
  "Mobile" character varying(40),
  "IsPrimary" boolean NOT NULL DEFAULT false,
  "Notes" text,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Contacts" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Contacts_Belongs" CHECK ("CustomerId" IS NOT NULL OR "AccountId" IS NOT NULL),
  CONSTRAINT "FK_Contacts_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_Contacts_Accounts_AccountId" FOREIGN KEY ("AccountId")
    REFERENCES crm."Accounts" ("Id") ON DELETE CASCADE
);
CREATE INDEX "IX_Contacts_CustomerId" ON crm."Contacts" ("CustomerId");
CREATE INDEX "IX_Contacts_Email" ON crm."Contacts" (lower("Email"));
CREATE INDEX "IX_Contacts_AccountId" ON crm."Contacts" ("AccountId");
CREATE UNIQUE INDEX "IX_Contacts_CustomerId_Primary" ON crm."Contacts" ("CustomerId") WHERE "IsPrimary";
